using Kontor.Catalog.Model;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Storage;

/// <summary>Reads the category tree.</summary>
internal static class Categories
{
    public static Sql All(ShopId shop) => $"SELECT id, parent_id, slug, name, position, version FROM category WHERE shop_id = {shop}";

    public static async Task<CategoryForest> Read(Transaction transaction, ShopId shop) => new(await transaction.List<CategoryRow>(All(shop)));
}
