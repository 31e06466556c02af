using System.Net.Http.Json;
using System.Text;
using Kontor.Testing;

namespace Kontor.Gateway.Tests.Edge;

public sealed class ReachTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public async Task A_body_that_is_too_large_is_answered_even_to_a_client_that_sends_it_all_first(int megabytes)
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        using var http = shop.Http();
        for (var turn = 0; turn < 20; turn++)
        {
            using var body = new StringContent(new string('x', megabytes * 1024 * 1024), Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri("/v1/orders", UriKind.Relative), body);

            Assert.Equal(413, (int)answer.StatusCode);
            Assert.Contains("request.too_large", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    public async Task A_body_in_pieces_that_is_too_large_is_answered_too(int megabytes)
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        using var http = shop.Http();
        foreach (var path in new[] { "/v1/orders", "/v1/auth/register", "/v1/payments/callbacks/card" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(new string(' ', megabytes * 1024 * 1024), Encoding.UTF8, "application/json") };
            request.Headers.TransferEncodingChunked = true;
            request.Headers.Add("Idempotency-Key", "key");
            using var answer = await http.SendAsync(request);

            Assert.Equal(413, (int)answer.StatusCode);
            Assert.Contains("request.too_large", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_sku_with_a_slash_is_within_reach()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        await shop.AddProduct("A/1", stock: 3);
        using var staff = await shop.OperatorHttp();

        Assert.Equal("A/1", (await staff.GetJson("/v1/stock/A%2F1")).Body.GetProperty("sku").GetString());
        Assert.Equal(201, (await staff.PostJson("/v1/stock/A%2f1/adjustments", new { location = "main", delta = 1, reason = "count" })).Status);
    }

    [Fact]
    public async Task The_print_of_a_request_holds_nothing_of_a_card()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        await shop.AddProduct("mug", stock: 3);
        _ = (await shop.Call(Contracts.Payments.V1.PaymentsMethods.UpdateMethod, new() { Code = "card", Enabled = true })).Value;
        using var buyer = shop.Http();
        var order = OrdersOfShop.OrderOf(("mug", 1));

        var first = await buyer.PostJson("/v1/orders", order.PaidBy("card", "4242424242424242"), "key");
        var otherCard = await buyer.PostJson("/v1/orders", order.PaidBy("card", "4000000000000002"), "key");
        var otherMethod = await buyer.PostJson("/v1/orders", order.PaidBy("invoice"), "key");

        Assert.Equal(201, first.Status);
        Assert.Equal((201, true, first.Text), (otherCard.Status, otherCard.Replayed, otherCard.Text));
        Assert.Equal(422, otherMethod.Status);
    }

    [Theory]
    [InlineData("/v1/categories", "/v1/categories/cups")]
    [InlineData("/v1/locations", "/v1/locations/cups")]
    [InlineData("/v1/delivery/methods", "/v1/delivery/methods/cups")]
    public async Task What_was_made_can_be_read_where_its_location_says_with_its_etag(string list, string one)
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        using var staff = await shop.OperatorHttp();
        object body = list switch
        {
            "/v1/categories" => new { slug = "cups", name = "Cups" },
            "/v1/locations" => new { code = "cups", name = "Cups" },
            _ => new { code = "cups", name = "Cups", fee = new { amount = 5, currency = shop.Currency } },
        };

        Assert.Equal(404, (await staff.GetJson(one)).Status);
        using var made = await staff.PostAsJsonAsync(list, body);
        using var read = await staff.GetAsync(made.Headers.Location);

        Assert.Equal((201, 200), ((int)made.StatusCode, (int)read.StatusCode));
        Assert.Equal(made.Headers.ETag, read.Headers.ETag);
        Assert.NotNull(read.Headers.ETag);
    }
}
