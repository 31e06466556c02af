using System.Net;
using Kontor.Testing;

namespace Kontor.Gateway.Tests.Edge;

public sealed class AddressTests
{
    [Theory]
    [InlineData("/nothing")]
    [InlineData("/v1")]
    [InlineData("/v1/nothing")]
    [InlineData("/v1/orders/1/2/3")]
    [InlineData("/%EF%BF%BD")]
    public async Task An_address_with_nothing_behind_it_is_a_problem(string path)
    {
        using var http = await Http();
        await http.GetAsync(path).ShouldBe(HttpStatusCode.NotFound, "request.unknown_path");
    }

    [Theory]
    [InlineData("PUT", "/v1/orders", "GET, HEAD, POST")]
    [InlineData("DELETE", "/v1/shops/main", "GET, HEAD, PATCH")]
    [InlineData("POST", "/openapi/v1.json", "GET, HEAD")]
    [InlineData("BREW", "/v1/products", "GET, HEAD, POST")]
    public async Task Another_method_is_told_which_ones_there_are(string method, string path, string allowed)
    {
        using var http = await Http();
        using var answer = await http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(allowed, string.Join(", ", answer.Content.Headers.Allow.Order(StringComparer.Ordinal)));
        await Task.FromResult(answer).ShouldBe(HttpStatusCode.MethodNotAllowed, "request.method_not_allowed");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    [InlineData("1&limit=2")]
    [InlineData("%00")]
    public async Task A_limit_is_1_to_100(string limit)
    {
        using var http = await (await (await TestInstallation.Shared).NewShop()).OperatorHttp();
        foreach (var path in new[] { "/v1/products", "/v1/orders", "/v1/shops", "/v1/stock/A/movements" })
        {
            var problem = await http.GetAsync($"{path}?limit={limit}").ShouldBe(HttpStatusCode.BadRequest, "request.invalid");
            Assert.StartsWith("?limit:", problem.Pointers(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/v1/products?q=%00")]
    [InlineData("/v1/products?category=a%00b")]
    [InlineData("/v1/products?unknown=%00")]
    public async Task A_query_with_U_0000_is_refused(string path)
    {
        using var http = (await (await TestInstallation.Shared).NewShop()).Http();
        await http.GetAsync(path).ShouldBe(HttpStatusCode.BadRequest, "request.invalid");
    }

    [Theory]
    [InlineData("/v1/products/{0}")]
    [InlineData("/v1/stock/{0}")]
    [InlineData("/v1/orders/{0}")]
    [InlineData("/v1/orders/{0}/history")]
    [InlineData("/v1/payments/{0}")]
    [InlineData("/v1/shops/{0}")]
    public async Task A_thing_that_cannot_exist_is_not_found(string path)
    {
        using var http = await (await (await TestInstallation.Shared).NewShop()).OperatorHttp();
        foreach (var id in new[] { "abc", "%20", "%C3%A9", "..%2f..", "%FF%FE", "%ED%A0%80", "%01", "'", "%27%3B--", new string('a', 2_000), "018f0000-0000-7000-8000-000000000000", "%F0%9F%98%80" })
        {
            using var answer = await http.GetAsync(path.Replace("{0}", id, StringComparison.Ordinal));
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{path} {id}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task Every_answer_tells_browsers_to_keep_out()
    {
        using var http = await Http();
        foreach (var path in new[] { "/", "/v1/products", "/nothing", "/v1/me", "/docs", "/openapi/v1.json", "/health/live" })
        {
            using var answer = await http.GetAsync(path);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    private static async Task<HttpClient> Http() => new() { BaseAddress = (await TestInstallation.Shared).App.Address };
}
