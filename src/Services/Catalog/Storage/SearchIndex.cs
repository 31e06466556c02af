using Kontor.Catalog.Model;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Storage;

/// <summary>Keeps what a search looks at in step with the products, in the transaction that changes them.</summary>
internal static class SearchIndex
{
    private const int Chunk = 1_000;

    /// <summary>Reads the products as they are now and stores their words: names and SKUs weigh most, descriptions least.</summary>
    public static async Task Refresh(Transaction transaction, ShopId shop, IReadOnlyCollection<Guid> products)
    {
        foreach (var chunk in products.Chunk(Chunk))
        {
            var texts = await transaction.List<Texts>(
                $"""
                WITH RECURSIVE above (product_id, id) AS (
                    SELECT product_id, category_id FROM product_category WHERE shop_id = {shop} AND product_id = ANY({chunk})
                    UNION
                    SELECT a.product_id, c.parent_id FROM above a JOIN category c ON c.shop_id = {shop} AND c.id = a.id WHERE c.parent_id IS NOT NULL
                )
                SELECT p.id, p.name, p.brand, p.description,
                       ARRAY(SELECT v.sku FROM variant v WHERE v.shop_id = p.shop_id AND v.product_id = p.id ORDER BY v.position)::text[] AS skus,
                       ARRAY(SELECT c.name FROM above a JOIN category c ON c.shop_id = {shop} AND c.id = a.id WHERE a.product_id = p.id ORDER BY c.id)::text[] AS categories
                FROM product p WHERE p.shop_id = {shop} AND p.id = ANY({chunk})
                """);
            await transaction.Execute(
                $"""
                INSERT INTO product_search (shop_id, product_id, words)
                SELECT {shop}, product_id, words::tsvector
                FROM unnest({texts.Select(text => text.Id).ToArray()}, {texts.Select(WordsOf).ToArray()}) AS given (product_id, words)
                ON CONFLICT (shop_id, product_id) DO UPDATE SET words = excluded.words WHERE product_search.words <> excluded.words
                """);
        }
    }

    private static string WordsOf(Texts texts) => SearchWords.Vector(
        ('A', texts.Name), ('A', string.Join('\n', texts.Skus)), ('B', texts.Brand), ('B', string.Join('\n', texts.Categories)), ('C', texts.Description));

    private sealed record Texts
    {
        public required Guid Id { get; init; }

        public required string Name { get; init; }

        public required string Brand { get; init; }

        public required string Description { get; init; }

        public required string[] Skus { get; init; }

        public required string[] Categories { get; init; }
    }
}
