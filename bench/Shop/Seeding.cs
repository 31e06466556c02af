using System.Globalization;
using System.Text.Json;
using Kontor.Bench.Load;

namespace Kontor.Bench.Shop;

/// <summary>Fills shops through the product's own import.</summary>
internal static class Seeding
{
    /// <summary>Where orders are placed.</summary>
    public const string OrdersShop = "main";

    /// <summary>Where pages and words are looked for.</summary>
    public const string LargeShop = "large";

    public const int Articles = 1_000;

    /// <summary>Of each article: more than all orders together take, and the most that the import books.</summary>
    public const int Pieces = 1_000_000;

    public static string Sku(int number) => string.Create(CultureInfo.InvariantCulture, $"SKU-{number:0000}");

    /// <summary>1,000 articles with plenty of stock.</summary>
    public static async Task AddArticles(Installation installation, CancellationToken cancellation)
    {
        var file = installation.Home.File("articles.jsonl");
        await WriteLines(file, Catalogue.Make(Articles, seed: 1).Select((product, index) => product with { Sku = Sku(index + 1) }), cancellation);
        await Import(installation, file, OrdersShop, Pieces, Articles, cancellation);
    }

    /// <summary>Very many products, a hundred pieces of each.</summary>
    public static async Task AddProducts(Installation installation, int count, CancellationToken cancellation)
    {
        var file = installation.Home.File("products.jsonl");
        await WriteLines(file, Catalogue.Make(count, seed: 2), cancellation);
        await Import(installation, file, LargeShop, 100, count, cancellation);

        // A database sweeps up behind so much at once for a minute; that isn't what a page costs.
        await installation.Execute("kontor", "VACUUM (ANALYZE)", cancellation);
        await installation.Execute("kontor", "CHECKPOINT", cancellation);
    }

    private static async Task Import(Installation installation, string file, string shop, int stock, int count, CancellationToken cancellation)
    {
        var tally = await installation.Json(["import", "products", file, "--shop", shop, "--currency", "EUR", "--stock", stock.ToString(CultureInfo.InvariantCulture)], cancellation);
        if (tally.GetProperty("taken").GetInt64() != count)
        {
            throw new BenchFailedException($"Of {count} products not all were taken: {tally}");
        }

        File.Delete(file);
    }

    private static async Task WriteLines(string file, IEnumerable<CatalogueProduct> products, CancellationToken cancellation)
    {
        await using var writer = File.CreateText(file);
        foreach (var product in products)
        {
            await writer.WriteLineAsync(JsonSerializer.Serialize(product, JsonSerializerOptions.Web).AsMemory(), cancellation);
        }
    }
}
