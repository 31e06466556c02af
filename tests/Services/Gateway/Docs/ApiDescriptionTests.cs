using System.Net.Http.Json;
using System.Text.Json;
using Kontor.Testing;

namespace Kontor.Gateway.Tests.Docs;

public sealed class ApiDescriptionTests
{
    private static readonly string[] s_methods = ["get", "post", "put", "patch", "delete"];

    [Theory]
    [InlineData("get", "/v1/shops")]
    [InlineData("patch", "/v1/shops/{handle}")]
    [InlineData("post", "/v1/auth/register")]
    [InlineData("get", "/.well-known/jwks.json")]
    [InlineData("delete", "/v1/me/addresses/{id}")]
    [InlineData("post", "/v1/users/{id}/roles")]
    [InlineData("delete", "/v1/api-keys/{id}")]
    [InlineData("get", "/v1/products/{idOrSlug}")]
    [InlineData("patch", "/v1/products/{id}")]
    [InlineData("post", "/v1/products/{id}/variants")]
    [InlineData("patch", "/v1/variants/{sku}")]
    [InlineData("delete", "/v1/categories/{slug}")]
    [InlineData("get", "/v1/stock/{sku}")]
    [InlineData("post", "/v1/stock/{sku}/adjustments")]
    [InlineData("get", "/v1/stock/{sku}/movements")]
    [InlineData("patch", "/v1/locations/{code}")]
    [InlineData("post", "/v1/orders")]
    [InlineData("get", "/v1/orders/{id}/history")]
    [InlineData("post", "/v1/orders/{id}/cancel")]
    [InlineData("patch", "/v1/payment-methods/{code}")]
    [InlineData("post", "/v1/payments/{id}/refunds")]
    [InlineData("post", "/v1/payments/callbacks/{provider}")]
    [InlineData("post", "/v1/delivery/options")]
    [InlineData("delete", "/v1/delivery/methods/{code}")]
    [InlineData("get", "/v1/reports/sales")]
    public async Task A_path_is_described(string method, string path) =>
        Assert.True((await Document()).GetProperty("paths").GetProperty(path).TryGetProperty(method, out _));

    [Fact]
    public async Task Every_operation_has_an_id_a_summary_a_tag_and_answers()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, operation) in Operations(await Document()))
        {
            Assert.True(ids.Add(operation.GetProperty("operationId").GetString()!), name);
            Assert.EndsWith(".", operation.GetProperty("summary").GetString(), StringComparison.Ordinal);
            Assert.NotEmpty(operation.GetProperty("tags").EnumerateArray());
            var answers = operation.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).ToList();
            Assert.Contains(answers, status => status.StartsWith('2'));
            Assert.Contains("400", answers);
            Assert.Contains("503", answers);
        }

        Assert.True(ids.Count > 45);
    }

    [Fact]
    public async Task Every_value_in_the_schemas_has_a_type()
    {
        var document = await Document();
        Assert.Equal("3.1", document.GetProperty("openapi").GetString()![..3]);
        foreach (var schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            foreach (var member in schema.Value.TryGetProperty("properties", out var members) ? members.EnumerateObject() : default)
            {
                Assert.True(
                    member.Value.TryGetProperty("type", out var type) | member.Value.TryGetProperty("$ref", out _) | member.Value.TryGetProperty("oneOf", out _),
                    $"{schema.Name}.{member.Name}");
                if (type.ValueKind == JsonValueKind.String && type.GetString() == "array")
                {
                    Assert.True(member.Value.TryGetProperty("items", out _), $"{schema.Name}.{member.Name}");
                }
            }
        }
    }

    [Fact]
    public async Task Headers_and_credentials_are_described_where_they_matter()
    {
        var place = Operations(await Document()).Single(one => one.Operation.GetProperty("operationId").GetString() == "placeOrder").Operation;
        var key = place.GetProperty("parameters").EnumerateArray().Single(parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key");
        Assert.True(key.GetProperty("required").GetBoolean());
        Assert.Contains(place.GetProperty("parameters").EnumerateArray(), parameter => parameter.GetProperty("name").GetString() == "X-Shop");
        Assert.NotEmpty(place.GetProperty("security").EnumerateArray());
        var schemes = (await Document()).GetProperty("components").GetProperty("securitySchemes");
        Assert.Equal("bearer", schemes.GetProperty("bearer").GetProperty("scheme").GetString());
        Assert.Equal("X-Api-Key", schemes.GetProperty("apiKey").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("listSigningKeys", "[]")]
    [InlineData("register", "[]")]
    [InlineData("logIn", "[]")]
    [InlineData("takePaymentCallback", "[]")]
    [InlineData("listProducts", """[{"bearer":[]},{"apiKey":[]},{}]""")]
    [InlineData("listOrders", """[{"bearer":[]},{"apiKey":[]}]""")]
    [InlineData("getMe", """[{"bearer":[]}]""")]
    [InlineData("createProduct", """[{"bearer":["staff"]},{"apiKey":["staff"]}]""")]
    [InlineData("createApiKey", """[{"bearer":["admin"]},{"apiKey":["admin"]}]""")]
    [InlineData("createShop", """[{"bearer":["operator"]},{"apiKey":["operator"]}]""")]
    public async Task Who_may_do_what_is_described(string id, string security)
    {
        var operation = Operations(await Document()).Single(one => one.Operation.GetProperty("operationId").GetString() == id).Operation;
        Assert.Equal(security, JsonSerializer.Serialize(operation.GetProperty("security")));
    }

    [Fact]
    public async Task Lists_tell_that_they_count()
    {
        foreach (var (name, operation) in Operations(await Document()).Where(one => one.Name is "get /v1/products" or "get /v1/orders" or "get /v1/locations"))
        {
            Assert.True(operation.GetProperty("parameters").EnumerateArray().Any(parameter => parameter.GetProperty("name").GetString() == "count"), name);
        }
    }

    [Fact]
    public async Task The_pages_come_from_this_program_alone()
    {
        using var http = new HttpClient { BaseAddress = (await TestInstallation.Shared).App.Address };
        var page = await http.GetStringAsync("/docs/index.html");
        Assert.DoesNotContain("//", page.Replace("<!--", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        foreach (var file in new[] { "swagger-ui-bundle.js", "swagger-ui-standalone-preset.js", "swagger-ui.css", "index.js", "index.css" })
        {
            using var answer = await http.GetAsync("/docs/" + file);
            Assert.True(answer.IsSuccessStatusCode, file);
        }

        Assert.Contains("/openapi/v1.json", await http.GetStringAsync("/docs/index.js"), StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where s_methods.Contains(operation.Name)
        select ($"{operation.Name} {path.Name}", operation.Value);

    private static async Task<JsonElement> Document()
    {
        using var http = new HttpClient { BaseAddress = (await TestInstallation.Shared).App.Address };
        return await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
    }
}
