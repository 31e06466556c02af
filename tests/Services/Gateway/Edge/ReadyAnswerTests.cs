using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Testing;

namespace Kontor.Gateway.Tests.Edge;

/// <summary>Answers that are made once for all shoppers are those that each would get alone.</summary>
public sealed class ReadyAnswerTests
{
    [Theory]
    [InlineData("/v1/products")]
    [InlineData("/v1/products?q=mug&sort=price")]
    [InlineData("/v1/products/mug")]
    [InlineData("/v1/categories")]
    public async Task The_second_answer_is_the_first_one_byte_by_byte_and_a_client_that_has_it_gets_none(string path)
    {
        var shop = await ShopWithMug();
        using var http = shop.Http();
        using var first = await http.GetAsync(path);
        using var second = await http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(Headers(first), Headers(second));
        Assert.Equal("no-cache", second.Headers.CacheControl?.ToString());
        Assert.Equal(["Authorization", "X-Api-Key", "X-Shop"], second.Headers.Vary);
        Assert.Equal("nosniff", Assert.Single(second.Headers.GetValues("X-Content-Type-Options")));

        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        Assert.Equal(Headers(first), Headers(head));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());

        foreach (var known in new[] { $"{first.Headers.ETag}", $"W/{first.Headers.ETag}", $"\"other\", {first.Headers.ETag}", "*" })
        {
            using var unchanged = await Ask(http, path, known);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
            Assert.Equal(first.Headers.ETag, unchanged.Headers.ETag);
            Assert.Equal("no-cache", unchanged.Headers.CacheControl?.ToString());
            Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync());
        }

        using var changed = await Ask(http, path, "\"other\"");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task Whoever_changes_a_price_sees_it_at_once_and_so_does_every_shopper()
    {
        var shop = await ShopWithMug();
        using var guest = shop.Http();
        using var staff = await shop.OperatorHttp();
        for (var price = 501; price < 520; price++)
        {
            _ = (await PriceIn(guest, "/v1/products"), await PriceIn(guest, "/v1/products/mug"));
            Assert.Equal(HttpStatusCode.OK, (await staff.PatchAsJsonAsync("/v1/variants/MUG", new { price = new { amount = price, currency = "EUR" } })).StatusCode);
            Assert.Equal((price, price), (await PriceIn(guest, "/v1/products"), await PriceIn(guest, "/v1/products/mug")));

            // Another way in: what the services are told by each other.
            var again = price + 1000;
            _ = (await shop.Call(CatalogMethods.UpdateVariant, new UpdateVariantRequest { Sku = "MUG", Price = new MoneyAmount { Amount = again, Currency = "EUR" } })).Value;
            Assert.Equal((again, again), (await PriceIn(guest, "/v1/products"), await PriceIn(guest, "/v1/products/mug")));
        }
    }

    [Fact]
    public async Task An_edit_goes_by_the_version_that_a_shopper_was_shown_whatever_the_stock_was()
    {
        var shop = await ShopWithMug();
        using var guest = shop.Http();
        using var staff = await shop.OperatorHttp();
        using var before = await guest.GetAsync("/v1/products/mug");
        await Restock(shop, 7);
        using var sold = await staff.GetAsync("/v1/products/mug");
        Assert.NotEqual(before.Headers.ETag, sold.Headers.ETag);

        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/v1/products/{(await before.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id")}") { Content = JsonContent.Create(new { name = "Cup" }) };
        request.Headers.IfMatch.Add(before.Headers.ETag!);
        using var changed = await staff.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task A_draft_is_shown_to_staff_alone_however_often_anybody_asks()
    {
        var shop = await ShopWithMug();
        using var guest = shop.Http();
        using var customer = await shop.Customer("a@example.com");
        using var staff = await shop.OperatorHttp();
        var draft = new { name = "Secret", slug = "secret", status = "draft", variants = new[] { new { sku = "SECRET", price = new { amount = 1, currency = "EUR" } } } };
        using var made = await staff.PostAsJsonAsync("/v1/products", draft);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        for (var turn = 0; turn < 3; turn++)
        {
            using var asStaff = await staff.GetAsync("/v1/products");
            Assert.Equal("no-store", asStaff.Headers.CacheControl?.ToString());
            Assert.Equal(["Secret", "Mug"], Names(await asStaff.Content.ReadFromJsonAsync<JsonElement>()));
            Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync("/v1/products/secret")).StatusCode);
            foreach (var shopper in new[] { guest, customer })
            {
                Assert.Equal(["Mug"], Names(await shopper.GetFromJsonAsync<JsonElement>("/v1/products")));
                Assert.Equal(HttpStatusCode.NotFound, (await shopper.GetAsync("/v1/products/secret")).StatusCode);
            }
        }

        Assert.Equal(HttpStatusCode.OK, (await staff.PatchAsJsonAsync(made.Headers.Location, new { status = "active" })).StatusCode);
        Assert.Equal(["Secret", "Mug"], Names(await guest.GetFromJsonAsync<JsonElement>("/v1/products")));
        Assert.Equal(HttpStatusCode.OK, (await guest.GetAsync("/v1/products/secret")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await staff.PatchAsJsonAsync(made.Headers.Location, new { status = "draft" })).StatusCode);
        Assert.Equal(["Mug"], Names(await guest.GetFromJsonAsync<JsonElement>("/v1/products")));
        Assert.Equal(HttpStatusCode.NotFound, (await guest.GetAsync("/v1/products/secret")).StatusCode);
    }

    [Fact]
    public async Task Each_shop_has_its_own_answers_at_the_same_address_by_header_and_by_host()
    {
        var shop = await ShopWithMug();
        var other = await (await TestInstallation.Shared).NewShop();
        using var plain = new HttpClient { BaseAddress = shop.Installation.App.Address };
        for (var turn = 0; turn < 3; turn++)
        {
            Assert.Equal(["Mug"], Names(await shop.Http().GetFromJsonAsync<JsonElement>("/v1/products")));
            Assert.Equal([], Names(await other.Http().GetFromJsonAsync<JsonElement>("/v1/products")));
            Assert.Equal(["Mug"], Names(await AtHost(plain, shop)));
            Assert.Equal([], Names(await AtHost(plain, other)));
            await Ask(plain, "/v1/products", null, "no-such-shop").ShouldBe(HttpStatusCode.NotFound, "shops.unknown");
        }
    }

    [Fact]
    public async Task Broken_credentials_and_bodies_are_refused_where_the_answer_lies_ready()
    {
        var shop = await ShopWithMug();
        using var guest = shop.Http();
        _ = await guest.GetStringAsync("/v1/products");
        using var broken = shop.Http("not.a.token");
        await broken.GetAsync("/v1/products").ShouldBe(HttpStatusCode.Unauthorized, "auth.invalid_token");
        using var keyed = shop.Http();
        keyed.DefaultRequestHeaders.Add("X-Api-Key", "nonsense");
        await keyed.GetAsync("/v1/products").ShouldBe(HttpStatusCode.Unauthorized, "auth.invalid_api_key");
        await guest.SendText("GET", "/v1/products", "{}", "application/json; charset=utf-16").ShouldBe(HttpStatusCode.UnsupportedMediaType, "request.unsupported_media_type");
        await guest.DeleteAsync("/v1/products").ShouldBe(HttpStatusCode.MethodNotAllowed, "request.method_not_allowed");
    }

    [Fact]
    public async Task Stock_is_at_most_two_seconds_old()
    {
        var clock = new ShiftedClock();
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase(), options => options with { Clock = clock });
        await using (installation.App)
        {
            var shop = await ShopWithMug(installation);
            using var guest = shop.Http();
            Assert.Equal(0, await StockIn(guest));
            await Restock(shop, 7);
            clock.Advance(TimeSpan.FromSeconds(2));
            Assert.Equal(7, await StockIn(guest));
        }
    }

    [Fact]
    public async Task Who_takes_in_stock_sees_it_at_once()
    {
        var shop = await ShopWithMug();
        using var guest = shop.Http();
        using var staff = await shop.OperatorHttp();
        Assert.Equal(0, await StockIn(guest));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/stock/MUG/adjustments") { Content = JsonContent.Create(new { location = "main", delta = 5, reason = "count" }) };
        request.Headers.Add("Idempotency-Key", "stock");
        Assert.Equal(HttpStatusCode.Created, (await staff.SendAsync(request)).StatusCode);
        Assert.Equal(5, await StockIn(guest));
    }

    private static async Task<TestShop> ShopWithMug(TestInstallation? installation = null)
    {
        var shop = await (installation ?? await TestInstallation.Shared).NewShop();
        _ = (await shop.Call(CatalogMethods.CreateCategory, new CreateCategoryRequest { Slug = "kitchen", Name = "Kitchen" })).Value;
        _ = (await shop.Call(
            CatalogMethods.CreateProduct,
            new CreateProductRequest
            {
                Name = "Mug",
                Slug = "mug",
                Status = "active",
                Categories = { "kitchen" },
                Variants = { new NewVariant { Sku = "MUG", Price = new MoneyAmount { Amount = 500, Currency = "EUR" } } },
            })).Value;
        return shop;
    }

    private static async Task Restock(TestShop shop, int delta) =>
        _ = (await shop.Call(InventoryMethods.AdjustStock, new AdjustStockRequest { Sku = "MUG", Location = "main", Delta = delta, Reason = "count" }, key: Guid.NewGuid().ToString())).Value;

    private static async Task<HttpResponseMessage> Ask(HttpClient http, string path, string? known, string? shop = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (known is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        }

        if (shop is not null)
        {
            request.Headers.Add("X-Shop", shop);
        }

        return await http.SendAsync(request);
    }

    private static async Task<JsonElement> AtHost(HttpClient http, TestShop shop)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/products");
        request.Headers.Host = $"{shop.Handle}.example.com";
        using var answer = await http.SendAsync(request);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static IEnumerable<string?> Names(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString());

    private static async Task<long> PriceIn(HttpClient http, string path) => Product(await http.GetFromJsonAsync<JsonElement>(path)).GetProperty("variants")[0].GetProperty("price").GetProperty("amount").GetInt64();

    private static async Task<long> StockIn(HttpClient http) =>
        Product(await http.GetFromJsonAsync<JsonElement>("/v1/products/mug")).GetProperty("variants")[0].GetProperty("stock").GetProperty("available").GetInt64();

    private static JsonElement Product(JsonElement answer) => answer.TryGetProperty("items", out var items) ? items[0] : answer;

    private static string Headers(HttpResponseMessage answer) =>
        string.Join('\n', answer.Headers.Where(header => header.Key != "Date").Concat(answer.Content.Headers).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order());
}
