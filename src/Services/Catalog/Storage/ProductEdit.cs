using Kontor.Catalog.Model;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Storage;

/// <summary>What every change of one product does before and after: the version, the price from, the search words, the event.</summary>
internal sealed class ProductEdit(Outbox outbox, TimeProvider clock)
{
    /// <summary>Locks the product and raises its version; refuses when it isn't there or somebody else changed it first.</summary>
    public async Task<Result<Head>> Begin(Transaction transaction, CallContext call, Guid id, long expectedVersion)
    {
        var head = await transaction.Find<Head>(
            $"""
            UPDATE product SET version = version + 1, updated_at = {clock.GetUtcNow()}
            WHERE shop_id = {call.Shop} AND id = {id} AND ({expectedVersion} = 0 OR version = {expectedVersion})
            RETURNING id, slug, currency
            """);
        if (head is not null)
        {
            return head;
        }

        var exists = await transaction.Find<int>($"SELECT 1 FROM product WHERE shop_id = {call.Shop} AND id = {id}") == 1;
        return exists ? Preconditions.Stale : CatalogErrors.ProductNotFound;
    }

    /// <summary>Brings everything in step with the change, tells about it and gives the product as it is now.</summary>
    public async Task<Product> Finish(Transaction transaction, CallContext call, Guid id)
    {
        await transaction.Execute(
            $"""
            UPDATE product SET price_from = lowest.price
            FROM (SELECT min(price) AS price FROM variant WHERE shop_id = {call.Shop} AND product_id = {id}) AS lowest
            WHERE shop_id = {call.Shop} AND id = {id} AND price_from <> lowest.price
            """);
        await SearchIndex.Refresh(transaction, call.Shop, [id]);
        var row = await transaction.Find<ProductRow>($"SELECT {ProductRow.Columns} FROM product p WHERE p.shop_id = {call.Shop} AND p.id = {id}")
            ?? throw new InvalidOperationException($"Product {id} vanished inside the transaction that changes it.");
        outbox.Add(transaction, call.Shop, ProductChanged.Type, id, new ProductChanged(id, row.Slug, Deleted: false));
        return row.ToProduct(await transaction.List<VariantRow>(VariantRow.Of(call.Shop, [id])));
    }

    /// <summary>Puts the product into exactly these categories; refuses when one doesn't exist.</summary>
    public static async Task<Error?> SetCategories(Transaction transaction, ShopId shop, Guid id, IReadOnlyList<string> slugs)
    {
        var known = (await transaction.List<CategoryRow>($"SELECT id, slug, name FROM category WHERE shop_id = {shop} AND slug = ANY({slugs.ToArray()})"))
            .ToDictionary(row => row.Slug, row => row.Id, StringComparer.Ordinal);
        var unknown = slugs.Index().Where(slug => !known.ContainsKey(slug.Item))
            .Select(slug => new Fault($"/categories/{slug.Index}", "unknown", $"'{slug.Item}' is no category of this shop."))
            .ToList();
        if (unknown.Count > 0)
        {
            return CatalogErrors.UnknownCategories(unknown);
        }

        await transaction.ExecuteAll(
            $"DELETE FROM product_category WHERE shop_id = {shop} AND product_id = {id}",
            $"INSERT INTO product_category (shop_id, product_id, category_id) SELECT {shop}, {id}, unnest({known.Values.ToArray()})");
        return null;
    }

    /// <summary>The part of a product that says which one it is.</summary>
    internal sealed record Head
    {
        public required Guid Id { get; init; }

        public required string Slug { get; init; }

        public required string Currency { get; init; }
    }
}
