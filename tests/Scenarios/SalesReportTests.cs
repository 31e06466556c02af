using System.Globalization;
using System.Text.Json;
using Kontor.Contracts.Shops.V1;
using Kontor.Testing;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios;

public sealed class SalesReportTests
{
    [Fact]
    public async Task Orders_show_in_all_three_reports_and_a_cancelled_one_is_taken_out_again()
    {
        var shop = await ShopInTokyo();
        await shop.AddProduct("mug", price: 1290, stock: 10);
        await shop.AddProduct("cup", price: 500, stock: 10);
        using var buyer = shop.Http();
        using var staff = await shop.Staff("staff");
        var first = await buyer.PostJson("/v1/orders", OrderOf(("mug", 2), ("cup", 1)));
        var second = await buyer.PostJson("/v1/orders", OrderTo("DE", ("cup", 3)));
        var cancelled = await buyer.PostJson("/v1/orders", OrderTo("DE", ("mug", 5)));
        var unpaid = await buyer.PostJson("/v1/orders", OrderOf(("mug", 1)).PaidBy("bank_transfer"));
        Assert.All((Answer[])[first, second, cancelled, unpaid], order => Assert.Equal(201, order.Status));
        await Eventually(async () => await Total(staff, "orders") == 3);

        Assert.Equal(200, (await staff.PostJson($"/v1/orders/{IdOf(cancelled)}/cancel", new { })).Status);
        Assert.Equal(200, (await staff.PostJson($"/v1/orders/{IdOf(unpaid)}/cancel", new { })).Status);
        await Eventually(async () => await Total(staff, "orders") == 2);

        // Should midnight pass in Tokyo meanwhile, there are two days.
        Assert.Equal(
            ((Answer[])[first, second]).Select(DayOf).Distinct().Order(),
            (await Items(staff, "day")).Select(item => item.GetProperty("key").GetString()).Order());
        Assert.Equal((2, 6, 4580), (await Total(staff, "orders"), await Total(staff, "units"), await Revenue(staff, "day")));
        Assert.Equal(
            ["mug Product mug 1 2 2580 EUR", "cup Product cup 2 4 2000 EUR"],
            (await Items(staff, "product")).Select(item => $"{item.GetProperty("key")} {item.GetProperty("name")} {Figures(item)}"));
        Assert.Equal(["GB 1 3 3080 EUR", "DE 1 3 1500 EUR"], (await Items(staff, "country")).Select(item => $"{item.GetProperty("key")} {Figures(item)}"));
        Assert.False((await Items(staff, "country"))[0].TryGetProperty("name", out _));
        await shop.Installation.InvariantsHold();
    }

    [Fact]
    public async Task A_report_with_delivery_fees_and_many_lines_still_adds_up()
    {
        var shop = await ShopInTokyo();
        await shop.AddProduct("mug", price: 1290, stock: 100);
        using var buyer = shop.Http();
        using var staff = await shop.Staff("staff");
        Assert.Equal(201, (await staff.PostJson("/v1/delivery/methods", new { code = "express", name = "Express", fee = new { amount = 990, currency = "EUR" } })).Status);
        var order = OrderOf(("mug", 2), ("mug", 3));
        order["delivery"] = new { method = "express" };
        Assert.Equal(201, (await buyer.PostJson("/v1/orders", order)).Status);
        await Eventually(async () => await Total(staff, "orders") == 1);

        foreach (var by in (string[])["day", "product", "country"])
        {
            Assert.Equal("1 5 6450 EUR", Figures(Assert.Single(await Items(staff, by))));
        }
    }

    [Fact]
    public async Task A_report_is_for_the_staff_of_the_shop_and_nobody_else()
    {
        var (shop, other) = (await ShopInTokyo(), await (await TestInstallation.Shared).NewShop());
        await shop.AddProduct("mug", stock: 10);
        using var buyer = await shop.Customer("buyer@example.com");
        using var staff = await shop.Staff("staff");
        using var stranger = await other.Staff("admin");
        Assert.Equal(201, (await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)))).Status);
        await Eventually(async () => await Total(staff, "orders") == 1);

        using var guest = shop.Http();
        Assert.Equal(401, (await guest.GetJson("/v1/reports/sales")).Status);
        Assert.Equal(403, (await buyer.GetJson("/v1/reports/sales")).Status);
        Assert.Empty(await Items(stranger, "product"));
        stranger.DefaultRequestHeaders.Remove("X-Shop");
        stranger.DefaultRequestHeaders.Add("X-Shop", shop.Handle);
        Assert.Equal((403, "shops.forbidden"), await Refused(stranger, "/v1/reports/sales"));
    }

    [Fact]
    public async Task What_cant_be_asked_is_refused_with_the_parameters_name()
    {
        var shop = await ShopInTokyo();
        using var staff = await shop.Staff("staff");
        foreach (var (query, pointer) in ((string, string)[])
        [
            ("from=yesterday", "?from"), ("from=2026-13-01", "?from"), ("to=2026-02-30", "?to"), ("from=2026-02-01&to=2026-01-01", "?from"), ("from=1900-01-01", "?from"),
            ("by=week", "?by"), ("by=day%00", "?by"), ("limit=0", "?limit"), ("limit=1001", "?limit"), ("limit=x", "?limit"), ("after=x", "?after"), ("after=%00", "?after"),
        ])
        {
            var answer = await staff.GetJson($"/v1/reports/sales?{query}");
            Assert.Equal((400, pointer), (answer.Status, answer.Body.GetProperty("errors")[0].GetProperty("pointer").GetString()));
        }

        Assert.Equal(200, (await staff.GetJson("/v1/reports/sales?from=2026-01-01&to=2026-12-31&by=product&limit=1000")).Status);
        Assert.Equal("""{"items":[],"next":null}""", (await staff.GetJson("/v1/reports/sales")).Text);
    }

    private static async Task<TestShop> ShopInTokyo()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        _ = (await shop.Call(ShopsMethods.UpdateShop, new UpdateShopRequest { Handle = shop.Handle, TimeZone = "Asia/Tokyo" })).Value;
        return shop;
    }

    private static Dictionary<string, object?> OrderTo(string country, params (string Sku, long Quantity)[] lines) => new(OrderOf(lines))
    {
        ["shippingAddress"] = new { name = "A", line1 = "1 High St", city = "Berlin", postalCode = "10115", country },
    };

    private static async Task<List<JsonElement>> Items(HttpClient staff, string by)
    {
        var answer = await staff.GetJson($"/v1/reports/sales?by={by}");
        Assert.Equal(200, answer.Status);
        Assert.Equal(JsonValueKind.Null, answer.Body.GetProperty("next").ValueKind);
        return [.. answer.Body.GetProperty("items").EnumerateArray()];
    }

    private static async Task<long> Total(HttpClient staff, string figure) => (await Items(staff, "day")).Sum(item => item.GetProperty(figure).GetInt64());

    private static async Task<long> Revenue(HttpClient staff, string by) => (await Items(staff, by)).Sum(item => item.GetProperty("revenue").GetProperty("amount").GetInt64());

    private static string Figures(JsonElement item) =>
        $"{item.GetProperty("orders")} {item.GetProperty("units")} {item.GetProperty("revenue").GetProperty("amount")} {item.GetProperty("revenue").GetProperty("currency")}";

    private static async Task<(int Status, string? Code)> Refused(HttpClient http, string path) => await http.GetJson(path) is var answer ? (answer.Status, answer.Code) : default;

    private static string IdOf(Answer placed) => placed.Body.GetProperty("id").GetString()!;

    private static string DayOf(Answer placed) =>
        placed.Body.GetProperty("createdAt").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(9)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
