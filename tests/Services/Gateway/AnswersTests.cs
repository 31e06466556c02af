using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kontor.Gateway.Tests.Edge;
using Kontor.Testing;

namespace Kontor.Gateway.Tests;

public sealed class AnswersTests
{
    [Fact]
    public async Task A_product_is_made_changed_and_deleted_by_its_ETag()
    {
        using var http = await Operator();
        using var made = await http.PostAsJsonAsync("/v1/products", new { name = "Cup", status = "active", variants = new[] { new { sku = "CUP", price = new { amount = 100, currency = "EUR" } } } });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var product = await made.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(0, product.GetProperty("variants")[0].GetProperty("stock").GetProperty("available").GetInt64());
        Assert.Equal($"/v1/products/{product.GetProperty("id").GetString()}", made.Headers.Location?.ToString());

        var path = made.Headers.Location!.ToString();
        using var first = await Patch(http, path, new { name = "Mug" }, made.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.NotEqual(made.Headers.ETag, first.Headers.ETag);
        await Patch(http, path, new { name = "Bowl" }, made.Headers.ETag.ToString()).ShouldBe(HttpStatusCode.PreconditionFailed, "precondition.stale");
        await Patch(http, path, new { name = "Bowl" }, "W/" + first.Headers.ETag).ShouldBe(HttpStatusCode.PreconditionFailed, "precondition.stale");
        await Patch(http, path, new { name = "Bowl" }, "nonsense").ShouldBe(HttpStatusCode.BadRequest, "precondition.invalid");
        using var read = await http.GetAsync(path);
        Assert.Equal(first.Headers.ETag, read.Headers.ETag);
        Assert.Equal("Mug", (await read.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await http.DeleteAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_repeat_gets_the_first_answer_and_says_so()
    {
        using var http = await Operator();
        const string Body = """{"code":"north","name":"North","priority":3}""";
        using var first = await http.SendText("POST", "/v1/locations", Body, key: "one");
        using var repeat = await http.SendText("POST", "/v1/locations", Body, key: "one");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, repeat.StatusCode);
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("true", Assert.Single(repeat.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await repeat.Content.ReadAsStringAsync());
        await http.SendText("POST", "/v1/locations", Body.Replace("North", "South", StringComparison.Ordinal), key: "one").ShouldBe(HttpStatusCode.UnprocessableEntity, "idempotency.mismatch");
    }

    [Theory]
    [InlineData("19", 190_000)]
    [InlineData("7.7", 77_000)]
    [InlineData("0", 0)]
    [InlineData("8.875", 88_750)]
    public async Task A_tax_rate_comes_back_as_it_was_given(string rate, int ppm)
    {
        using var http = await Operator();
        var handle = $"t{Guid.NewGuid():N}"[..16];
        using var made = await http.SendText("POST", "/v1/shops", $$"""{"handle":"{{handle}}","name":"X","currency":"EUR","taxRate":{{rate}}}""");
        Assert.Contains($"\"taxRate\":{rate}}}", (await made.Content.ReadAsStringAsync()).Replace(",\"version\"", "}", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(ppm, await (await TestInstallation.Shared).Ask<int>("SELECT tax_rate_ppm FROM shops.shop WHERE handle = $1", handle));
    }

    [Theory]
    [InlineData("/v1/categories")]
    [InlineData("/v1/products")]
    [InlineData("/v1/payment-methods")]
    [InlineData("/v1/delivery/methods")]
    [InlineData("/v1/locations")]
    [InlineData("/v1/orders")]
    [InlineData("/v1/shops")]
    [InlineData("/v1/api-keys")]
    [InlineData("/v1/me")]
    [InlineData("/v1/me/addresses")]
    [InlineData("/.well-known/jwks.json")]
    public async Task Every_list_answers_and_is_kept_by_nobody(string path)
    {
        using var http = await Operator();
        using var answer = await http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(path.EndsWith("jwks.json", StringComparison.Ordinal) ? "public, max-age=300" : "no-store", answer.Headers.CacheControl?.ToString());
    }

    private static Task<HttpResponseMessage> Patch<T>(HttpClient http, string path, T body, string ifMatch)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return http.SendAsync(request);
    }

    private static async Task<HttpClient> Operator() => await (await (await TestInstallation.Shared).NewShop()).OperatorHttp();
}
