using Kontor.Platform.Storage;

namespace Kontor.Catalog.Storage;

/// <summary>Keeps a product's places in the lists of its categories in step with the product, in the transaction that changes either.</summary>
internal static class ProductPlaces
{
    /// <summary>Puts each product into the category beside it. Both exist, and the product isn't in it yet.</summary>
    public static Sql Add(ShopId shop, Guid[] products, Guid[] categories) =>
        $"""
        INSERT INTO product_category (shop_id, product_id, category_id, status, name_key, price_from, popularity)
        SELECT p.shop_id, p.id, given.category_id, p.status, p.name_key, p.price_from, p.popularity
        FROM unnest({products}, {categories}) AS given (product_id, category_id) JOIN product p ON p.shop_id = {shop} AND p.id = given.product_id
        """;

    /// <summary>Takes over how the products are now.</summary>
    public static Sql Refresh(ShopId shop, Guid[] products) =>
        $"""
        UPDATE product_category f SET status = p.status, name_key = p.name_key, price_from = p.price_from, popularity = p.popularity
        FROM product p
        WHERE f.shop_id = {shop} AND f.product_id = ANY({products}) AND p.shop_id = f.shop_id AND p.id = f.product_id
          AND (f.status, f.name_key, f.price_from, f.popularity) <> (p.status, p.name_key, p.price_from, p.popularity)
        """;
}
