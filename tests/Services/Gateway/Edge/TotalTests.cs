using System.Net;
using Kontor.Testing;

namespace Kontor.Gateway.Tests.Edge;

public sealed class TotalTests
{
    [Fact]
    public async Task A_list_tells_how_much_there_is_when_it_is_asked()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        foreach (var sku in new[] { "a", "b", "c" })
        {
            await shop.AddProduct(sku, stock: 5, status: sku == "c" ? "draft" : "active");
        }

        using var staff = await shop.OperatorHttp();
        using var guest = shop.Http();
        Assert.Equal(201, (await guest.PostJson("/v1/orders", OrdersOfShop.OrderOf(("a", 1)))).Status);

        Assert.Equal(3, await Total(staff, "/v1/products?limit=1&count=estimated"));
        Assert.Equal(2, await Total(guest, "/v1/products?count=estimated"));
        Assert.Equal(1, await Total(guest, "/v1/products?q=a&count=estimated"));
        Assert.Equal(0, await Total(guest, "/v1/products?q=%21&count=estimated"));
        Assert.Equal(1, await Total(staff, "/v1/orders?count=estimated"));
        Assert.Equal(0, await Total(staff, "/v1/orders?status=cancelled&count=estimated"));
        Assert.Equal(2, await Total(staff, "/v1/stock/a/movements?limit=1&count=estimated"));
        Assert.Equal(1, await Total(staff, "/v1/locations?count=estimated"));
        Assert.Equal(3, await Total(guest, "/v1/payment-methods?count=estimated"));
        Assert.InRange(await Total(staff, "/v1/reports/sales?count=estimated"), 0, 1); // the order may not have been told of yet
        Assert.True(await Total(staff, "/v1/shops?limit=1&count=estimated") >= 2);
    }

    [Fact]
    public async Task The_total_is_the_same_on_every_page()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        await shop.AddProduct("a");
        await shop.AddProduct("b");
        using var guest = shop.Http();
        var first = await guest.GetJson("/v1/products?limit=1&count=estimated");

        Assert.Equal(2, await Total(guest, $"/v1/products?limit=1&count=estimated&after={first.Body.GetProperty("next").GetString()}"));
    }

    [Fact]
    public async Task Nobody_is_told_unasked_and_nothing_else_can_be_asked()
    {
        using var guest = (await (await TestInstallation.Shared).NewShop()).Http();

        Assert.False((await guest.GetJson("/v1/products")).Body.TryGetProperty("total", out _));
        foreach (var count in new[] { "", "exact", "1", "estimated&count=estimated" })
        {
            var problem = await guest.GetAsync($"/v1/products?count={count}").ShouldBe(HttpStatusCode.BadRequest, "request.invalid");
            Assert.Equal("?count:invalid", problem.Pointers());
        }
    }

    private static async Task<long> Total(HttpClient http, string path)
    {
        var answer = await http.GetJson(path);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Body.GetProperty("total").GetInt64();
    }
}
