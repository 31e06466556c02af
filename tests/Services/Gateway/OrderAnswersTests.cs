using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Kontor.Gateway.Tests.Edge;
using Kontor.Testing;

namespace Kontor.Gateway.Tests;

public sealed class OrderAnswersTests
{
    [Fact]
    public async Task A_guest_reads_and_cancels_the_order_with_its_token_alone()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        using var http = shop.Http();
        using var placed = await Place(shop, http);
        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        var order = await placed.Content.ReadFromJsonAsync<JsonElement>();
        var (path, token) = (placed.Headers.Location!.ToString(), order.GetProperty("accessToken").GetString()!);
        Assert.Equal($"/v1/orders/{order.GetProperty("id").GetString()}", path);

        await http.GetAsync(path).ShouldBe(HttpStatusCode.NotFound, "orders.unknown");
        await http.GetAsync($"{path}?access_token=wrong").ShouldBe(HttpStatusCode.NotFound, "orders.unknown");
        var read = await http.GetFromJsonAsync<JsonElement>($"{path}?access_token={token}");
        Assert.False(read.TryGetProperty("accessToken", out _));
        Assert.Equal("confirmed", read.GetProperty("status").GetString());

        using var bearer = shop.Http();
        bearer.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(HttpStatusCode.OK, (await bearer.GetAsync(path)).StatusCode);
        using var cancelled = await bearer.PostAsync(path + "/cancel", null);
        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        var history = await bearer.GetFromJsonAsync<JsonElement>(path + "/history");
        Assert.Contains(history.GetProperty("items").EnumerateArray(), entry => entry.GetProperty("event").GetString() == "cancelled");
    }

    [Fact]
    public async Task An_order_has_all_that_the_contract_names()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        using var http = shop.Http();
        using var placed = await Place(shop, http);
        var order = await placed.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            ["id", "number", "status", "lines", "totals", "payment", "delivery", "customer", "shippingAddress", "createdAt", "accessToken"],
            order.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["sku", "name", "quantity", "unitPrice", "total"], order.GetProperty("lines")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal(["items", "shipping", "tax", "discount", "points", "total"], order.GetProperty("totals").EnumerateObject().Select(member => member.Name));
        Assert.Equal(["id", "method", "status"], order.GetProperty("payment").EnumerateObject().Select(member => member.Name));
        Assert.Equal(["method", "slot", "fee"], order.GetProperty("delivery").EnumerateObject().Select(member => member.Name));
        Assert.Equal(200, order.GetProperty("totals").GetProperty("total").GetProperty("amount").GetInt64());
        Assert.EndsWith("Z", order.GetProperty("createdAt").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Short_lines_are_pointed_at()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        using var http = shop.Http();
        using var placed = await Place(shop, http, quantity: 11);
        var problem = await Task.FromResult(placed).ShouldBe(HttpStatusCode.Conflict, "orders.out_of_stock");
        Assert.StartsWith("/lines/0", problem.Pointers(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Place(TestShop shop, HttpClient http, int quantity = 2)
    {
        using var staff = await shop.OperatorHttp();
        using var product = await staff.PostAsJsonAsync("/v1/products", new { name = "Cup", status = "active", variants = new[] { new { sku = "CUP", price = new { amount = 100, currency = "EUR" } } } });
        product.EnsureSuccessStatusCode();
        using var stock = await staff.SendText("POST", "/v1/stock/CUP/adjustments", """{"location":"main","delta":10,"reason":"count"}""", key: "stock");
        stock.EnsureSuccessStatusCode();
        return await http.SendText(
            "POST",
            "/v1/orders",
            $$$"""
            {"lines": [{"sku": "CUP", "quantity": {{{quantity}}}}],
             "customer": {"email": "a@example.com", "name": "A"},
             "shippingAddress": {"name": "A", "line1": "1 High St", "city": "London", "postalCode": "N1 1AA", "country": "GB"},
             "delivery": {"method": "standard"}, "payment": {"method": "invoice"}, "usePoints": 0}
            """,
            key: "order");
    }
}
