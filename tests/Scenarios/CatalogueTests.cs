using System.Diagnostics;
using System.Text.Json;
using Kontor.Testing;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios;

[Trait("Processes", "own")]
public sealed class CatalogueTests
{
    private const string Catalogue = "data/electronics_catalogue.jsonl.gz";

    [SharedDataFact(Catalogue)]
    public async Task A_real_catalogue_is_imported_browsed_searched_and_ordered_from()
    {
        var database = await TestInstallation.NewDatabase();
        var installation = await TestInstallation.Start(database);
        await using var app = installation.App;
        var first = await Import(database);
        Assert.Equal(3291, first.GetProperty("lines").GetInt32());
        Assert.Equal(first.GetProperty("taken").GetInt32(), first.GetProperty("products").GetInt32());
        Assert.True(first.GetProperty("taken").GetInt32() > 3200);

        var changes = $"SELECT sum(version)::bigint + count(*) + (SELECT count(*) FROM {TestInstallation.Told("catalog")}) + (SELECT count(*) FROM inventory.stock_movement) FROM catalog.product";
        var before = await installation.Ask<long>(changes);
        await Import(database);
        Assert.Equal(before, await installation.Ask<long>(changes));

        using var buyer = new HttpClient { BaseAddress = app.Address };
        buyer.DefaultRequestHeaders.Add("X-Shop", "electronics");
        var root = (await buyer.GetJson("/v1/categories")).Body.EnumerateArray().First(category => category.GetProperty("children").GetArrayLength() > 0);
        var leaf = root.GetProperty("children")[0].GetProperty("slug").GetString();
        var inRoot = await Count(buyer, $"/v1/products?category={root.GetProperty("slug").GetString()}");
        var inLeaf = await Count(buyer, $"/v1/products?category={leaf}");
        Assert.InRange(inLeaf, 1, inRoot);

        var found = (await buyer.GetJson("/v1/products?q=samsung+galax&limit=100")).Body.GetProperty("items").EnumerateArray().ToList();
        Assert.NotEmpty(found);
        Assert.All(found, product => Assert.Contains("galax", product.GetRawText(), StringComparison.OrdinalIgnoreCase));

        var variant = found[0].GetProperty("variants")[0];
        var (sku, available) = (variant.GetProperty("sku").GetString()!, variant.GetProperty("stock").GetProperty("available").GetInt64());
        var placed = await buyer.PostJson("/v1/orders", OrderOf((sku, 2)));
        Assert.Equal(201, placed.Status);
        Assert.Equal(variant.GetProperty("price").GetProperty("amount").GetInt64() * 2, placed.Body.GetProperty("totals").GetProperty("items").GetProperty("amount").GetInt64());

        var (id, token) = (placed.Body.GetProperty("id").GetString(), placed.Body.GetProperty("accessToken").GetString());
        await Eventually(async () => await Available(buyer, found[0], sku) == available - 2, TimeSpan.FromSeconds(3));
        Assert.Equal(200, (await buyer.PostJson($"/v1/orders/{id}/cancel?access_token={token}", new { })).Status);
        await Eventually(async () => await Available(buyer, found[0], sku) == available, TimeSpan.FromSeconds(3));
        Assert.Equal(3, (await buyer.GetJson($"/v1/orders/{id}/history?access_token={token}")).Body.GetProperty("items").GetArrayLength());
        await installation.InvariantsHold();
    }

    private static async Task<long> Available(HttpClient buyer, JsonElement product, string sku) =>
        (await buyer.GetJson($"/v1/products/{product.GetProperty("id").GetString()}")).Body.GetProperty("variants").EnumerateArray()
            .Single(variant => variant.GetProperty("sku").GetString() == sku).GetProperty("stock").GetProperty("available").GetInt64();

    private static async Task<int> Count(HttpClient buyer, string path)
    {
        var ids = new HashSet<string>();
        var next = path;
        while (true)
        {
            var page = (await buyer.GetJson(next + "&limit=100")).Body;
            Assert.All(page.GetProperty("items").EnumerateArray(), product => Assert.True(ids.Add(product.GetProperty("id").GetString()!)));
            if (page.GetProperty("next").GetString() is not { } after)
            {
                return ids.Count;
            }

            next = $"{path}&after={after}";
        }
    }

    /// <summary>The command as a user runs it, on the same database as the running shop.</summary>
    private static async Task<JsonElement> Import(string database)
    {
        var settings = new Npgsql.NpgsqlConnectionStringBuilder(database);
        var start = new ProcessStartInfo(
            "dotnet", [typeof(Host.ServiceList).Assembly.Location, "import", "products", SharedDataFactAttribute.PathOf(Catalogue)!, "--shop", "electronics", "--currency", "USD", "--json"])
        {
            RedirectStandardOutput = true,
        };
        using var home = new TemporaryFolder();
        start.Environment["KONTOR_HOME"] = home.Path;
        start.Environment["KONTOR_DATABASE"] = $"postgres://{settings.Username}@localhost/{settings.Database}?host={Uri.EscapeDataString(settings.Host!)}";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement;
    }
}
