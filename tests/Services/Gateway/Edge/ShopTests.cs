using System.Net;
using Kontor.Gateway.Edge;
using Kontor.Testing;
using Microsoft.AspNetCore.Http;

namespace Kontor.Gateway.Tests.Edge;

public sealed class ShopTests
{
    [Theory]
    [InlineData("localhost", "main")]
    [InlineData("localhost:8080", "main")]
    [InlineData("127.0.0.1:8080", "main")]
    [InlineData("[::1]:8080", "main")]
    [InlineData("www.example.com", "main")]
    [InlineData("flowers.example.com", "flowers")]
    [InlineData("Flowers.localhost:8080", "flowers")]
    [InlineData(".example.com", "main")]
    [InlineData("", "main")]
    public void The_host_names_the_shop(string host, string handle) => Assert.Equal(handle, ShopResolution.HandleOf([], new HostString(host)));

    [Fact]
    public void The_header_goes_before_the_host_and_stands_once()
    {
        Assert.Equal("toys", ShopResolution.HandleOf(["toys"], new HostString("flowers.example.com")));
        Assert.Equal("toys", ShopResolution.HandleOf(["Toys"], new HostString("flowers.example.com")));
        Assert.Null(ShopResolution.HandleOf(["toys", "flowers"], new HostString("localhost")));
    }

    [Theory]
    [InlineData("no-such-shop")]
    [InlineData("UPPER CASE")]
    [InlineData("018f0000-0000-7000-8000-000000000000")]
    [InlineData("'")]
    public async Task A_shop_that_does_not_exist_is_unknown_on_every_path_about_shops(string handle)
    {
        using var http = new HttpClient { BaseAddress = (await TestInstallation.Shared).App.Address };
        http.DefaultRequestHeaders.TryAddWithoutValidation("X-Shop", handle);
        await http.GetAsync("/v1/products").ShouldBe(HttpStatusCode.NotFound, "shops.unknown");
        await http.GetAsync("/v1/me").ShouldBe(HttpStatusCode.NotFound, "shops.unknown");
    }

    [Fact]
    public async Task Paths_about_no_shop_work_under_any_host()
    {
        using var http = new HttpClient { BaseAddress = (await TestInstallation.Shared).App.Address };
        http.DefaultRequestHeaders.Host = "no-such-shop.example.com";
        foreach (var path in new[] { "/", "/health/live", "/openapi/v1.json", "/docs", "/.well-known/jwks.json" })
        {
            using var answer = await http.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await http.GetAsync("/v1/products").ShouldBe(HttpStatusCode.NotFound, "shops.unknown");
    }

    [Fact]
    public async Task A_callback_that_nobody_signed_is_refused_whatever_its_host_and_body()
    {
        using var http = new HttpClient { BaseAddress = (await TestInstallation.Shared).App.Address };
        http.DefaultRequestHeaders.Host = "no-such-shop.example.com";
        foreach (var (provider, body) in new[] { ("card", "{}"), ("card", ""), ("card", "\u0000"), ("nobody", "{}"), ("%20", "[") })
        {
            using var answer = await http.SendText("POST", $"/v1/payments/callbacks/{provider}", body);
            Assert.InRange((int)answer.StatusCode, 400, 404);
        }
    }
}
