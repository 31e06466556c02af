using System.Net.Http.Json;
using System.Text.Json;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Types.V1;

namespace Kontor.Testing;

/// <summary>What scenarios do in a shop, as its clients would.</summary>
public static class OrdersOfShop
{
    /// <summary>A product with one variant, for sale and in stock.</summary>
    public static async Task<string> AddProduct(this TestShop shop, string sku, long price = 1999, long stock = 0, string status = "active")
    {
        var product = (await shop.Call(
            CatalogMethods.CreateProduct,
            new CreateProductRequest
            {
                Name = $"Product {sku}",
                Status = status,
                Variants = { new NewVariant { Sku = sku, Price = new MoneyAmount { Amount = price, Currency = shop.Currency } } },
            })).Value;
        if (stock > 0)
        {
            await shop.Adjust(sku, stock);
        }

        return product.Id;
    }

    /// <summary>Books stock in or out.</summary>
    public static async Task Adjust(this TestShop shop, string sku, long delta, string location = "main") =>
        _ = (await shop.Call(InventoryMethods.AdjustStock, new AdjustStockRequest { Sku = sku, Location = location, Delta = delta, Reason = "test" })).Value;

    /// <summary>What is on hand and what is reserved, all locations together.</summary>
    public static async Task<(long OnHand, long Reserved)> Level(this TestShop shop, string sku)
    {
        var stock = (await shop.Call(InventoryMethods.GetStock, new GetStockRequest { Sku = sku })).Value;
        return (stock.Levels.Sum(level => level.OnHand), stock.Levels.Sum(level => level.Reserved));
    }

    /// <summary>The body of an order, as api.md shows it.</summary>
    public static Dictionary<string, object?> OrderOf(params (string Sku, long Quantity)[] lines) => new()
    {
        ["lines"] = lines.Select(line => new { sku = line.Sku, quantity = line.Quantity }).ToArray(),
        ["customer"] = new { email = "a@example.com", name = "A" },
        ["shippingAddress"] = new { name = "A", line1 = "1 High St", city = "London", postalCode = "N1 1AA", country = "GB" },
        ["delivery"] = new { method = "standard" },
        ["payment"] = new { method = "invoice" },
    };

    /// <summary>The same order, paid in another way.</summary>
    public static Dictionary<string, object?> PaidBy(this Dictionary<string, object?> order, string method, string? card = null) => new(order)
    {
        ["payment"] = card is null ? new { method } : new { method, card = new { number = card, expiryMonth = 12, expiryYear = 2040, cvc = "123" } },
    };

    /// <summary>Posts JSON with an idempotency key.</summary>
    public static async Task<Answer> PostJson(this HttpClient http, string path, object? body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        using var response = await http.SendAsync(request);
        return await Answer.Of(response);
    }

    /// <summary>Gets JSON.</summary>
    public static async Task<Answer> GetJson(this HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return await Answer.Of(response);
    }

    /// <summary>Waits until something holds; fails the test when it never does.</summary>
    public static async Task Eventually(Func<Task<bool>> condition, TimeSpan? within = null)
    {
        var until = DateTimeOffset.UtcNow + (within ?? TimeSpan.FromSeconds(20));
        while (!await condition())
        {
            Assert.True(DateTimeOffset.UtcNow < until, "It never came to be.");
            await Task.Delay(25);
        }
    }

    /// <summary>Waits until nothing is left to be done behind the answers of the shop's orders, for tests that go on to change what was written.</summary>
    public static Task Settled(this TestShop shop) =>
        Eventually(async () => await shop.Installation.Ask<long>("SELECT count(*) FROM inventory.hold WHERE shop_id = $1", shop.Id.Value) == 0);

    /// <summary>
    /// Every invariant that <c>kontor doctor</c> knows; of some services only, for tests that do what no client can. A test beside this one may have broken
    /// something on purpose that is mended in a moment.
    /// </summary>
    public static async Task InvariantsHold(this TestInstallation installation, params string[] services)
    {
        var until = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(15);
        foreach (var check in installation.Checks.Where(check => services.Length == 0 || services.Contains(check.Service)))
        {
            for (var violations = await check.FindViolations(CancellationToken.None); violations.Count > 0; violations = await check.FindViolations(CancellationToken.None))
            {
                Assert.True(DateTimeOffset.UtcNow < until, $"{check.Name}: {string.Join("; ", violations)}");
                await Task.Delay(100);
            }
        }
    }
}

/// <summary>An answer of the API, read to its end.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON; undefined without a body.</param>
/// <param name="Text">The body as it came.</param>
/// <param name="Replayed">Whether it is marked as a replay.</param>
public sealed record Answer(int Status, JsonElement Body, string Text, bool Replayed)
{
    public string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    internal static async Task<Answer> Of(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(
            (int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement, text, response.Headers.Contains("Idempotency-Replayed"));
    }
}
