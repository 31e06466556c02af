using System.Net;
using Kontor.Testing;

namespace Kontor.Gateway.Tests.Edge;

public sealed class HeadTests
{
    [Theory]
    [InlineData("/v1/products")]
    [InlineData("/v1/payment-methods/invoice")]
    [InlineData("/v1/me")]
    [InlineData("/v1/products/nothing")]
    [InlineData("/v1/shops?limit=0")]
    [InlineData("/health/live")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/.well-known/jwks.json")]
    [InlineData("/nothing")]
    [InlineData("/")]
    public async Task Head_is_answered_as_get_is_without_the_body(string path)
    {
        using var http = await (await (await TestInstallation.Shared).NewShop()).OperatorHttp();
        using var get = await http.GetAsync(path);
        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Head_is_refused_where_get_is()
    {
        using var http = await (await (await TestInstallation.Shared).NewShop()).OperatorHttp();
        using var answer = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/v1/auth/login"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
    }
}
