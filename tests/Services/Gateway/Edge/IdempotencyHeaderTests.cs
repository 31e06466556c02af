using System.Net;
using Kontor.Gateway.Edge;
using Kontor.Testing;
using Microsoft.AspNetCore.Http;

namespace Kontor.Gateway.Tests.Edge;

public sealed class IdempotencyHeaderTests
{
    private const string SomeId = "018f0000-0000-7000-8000-000000000000";

    [Theory]
    [InlineData("/v1/orders")]
    [InlineData("/v1/payments/" + SomeId + "/capture")]
    [InlineData("/v1/payments/" + SomeId + "/refunds")]
    [InlineData("/v1/stock/CUP/adjustments")]
    public async Task What_moves_money_or_stock_needs_a_key(string path)
    {
        using var http = await Operator();
        await http.SendText("POST", path, "{}").ShouldBe(HttpStatusCode.BadRequest, "idempotency.required");
    }

    [Theory]
    [InlineData("/v1/orders")]
    [InlineData("/v1/products")]
    [InlineData("/v1/orders/" + SomeId + "/cancel")]
    [InlineData("/v1/me/addresses")]
    public async Task A_key_is_1_to_255_printable_ASCII_characters(string path)
    {
        using var http = await Operator();
        foreach (var key in new[] { "", new string('k', 256), "a\tb" })
        {
            await http.SendText("POST", path, "{}", key: key).ShouldBe(HttpStatusCode.BadRequest, "idempotency.invalid");
        }
    }

    [Fact]
    public void Other_letters_and_several_keys_are_refused()
    {
        Assert.Equal("idempotency.invalid", Read("schlüssel").Error.Code);
        Assert.Equal("idempotency.invalid", Read("a", "b").Error.Code);
        Assert.Equal("idempotency.invalid", Read("a", "a").Error.Code);
        Assert.Equal("a key with ~ and !", Read("a key with ~ and !").Value);
        Assert.Null(Read().Value);
    }

    [Theory]
    [InlineData("/v1/auth/login")]
    [InlineData("/v1/auth/register")]
    [InlineData("/v1/auth/refresh")]
    public async Task Signing_in_ignores_the_key(string path)
    {
        using var http = (await (await TestInstallation.Shared).NewShop()).Http();
        await http.SendText("POST", path, "{}", key: new string('k', 256)).ShouldBe(HttpStatusCode.BadRequest, "request.invalid");
    }

    private static Result<string?> Read(params string[] values) =>
        IdempotencyHeader.Read(values.Length == 0 ? new HeaderDictionary() : new HeaderDictionary { [IdempotencyHeader.Name] = values }, KeyRule.Accepted);

    private static async Task<HttpClient> Operator() => await (await (await TestInstallation.Shared).NewShop()).OperatorHttp();
}
