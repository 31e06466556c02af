using Kontor.Platform.Storage;

namespace Kontor.Payments.Storage;

/// <summary>Finding payments. An id that isn't one finds nothing, like an id that nobody has.</summary>
internal static class PaymentQueries
{
    public static Sql ById(ShopId shop, Guid id) => $"SELECT {PaymentRow.Columns} FROM payment WHERE shop_id = {shop} AND id = {id}";

    public static Sql ByOrder(ShopId shop, Guid order) => $"SELECT {PaymentRow.Columns} FROM payment WHERE shop_id = {shop} AND order_id = {order}";
}
