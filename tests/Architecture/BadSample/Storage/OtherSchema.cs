using Kontor.Platform.Storage;

namespace Kontor.BadSample.Storage;

internal static class OtherSchema
{
    public static Sql Peek(ShopId shop) => $"SELECT sku FROM inventory.stock_level WHERE shop_id = {shop}";
}
