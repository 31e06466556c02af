using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Kontor.Testing;

namespace Kontor.Gateway.Tests.Edge;

public sealed class BodyTests
{
    private const string Address = """{"name":"A","line1":"1 High St","city":"London","postalCode":"N1 1AA","country":"GB"}""";

    private const string Order =
        $$$"""{"lines":[{"sku":"A","quantity":1}],"customer":{"email":"a@example.com","name":"A"},"shippingAddress":{{{Address}}},"delivery":{"method":"standard"},"payment":{"method":"invoice"}}""";

    private const string Product = """{"name":"Cup","status":"active","variants":[{"sku":"CUP","options":{"size":"M"},"price":{"amount":100,"currency":"EUR"}}]}""";

    /// <summary>Method, path, and a body that would be fine.</summary>
    public static readonly TheoryData<string, string, string> GoodBodies = new()
    {
        { "POST", "/v1/orders", Order },
        { "POST", "/v1/products", Product },
        { "PATCH", "/v1/products/018f0000-0000-7000-8000-000000000000", """{"name":"Cup"}""" },
        { "POST", "/v1/auth/register", """{"email":"a@example.com","password":"correct horse battery","name":"A"}""" },
        { "POST", "/v1/stock/CUP/adjustments", """{"location":"main","delta":5,"reason":"count"}""" },
        { "PATCH", "/v1/me", """{"name":"A"}""" },
        { "POST", "/v1/delivery/methods", """{"code":"express","name":"Express","fee":{"amount":500,"currency":"EUR"},"countries":["DE"]}""" },
        { "POST", "/v1/shops", """{"handle":"x","name":"X","currency":"EUR"}""" },
    };

    [Theory]
    [MemberData(nameof(GoodBodies))]
    public async Task Whatever_is_not_JSON_is_called_malformed(string method, string path, string good)
    {
        using var http = await Operator();
        string[] dirt =
        [
            good[..^1], good + "x", good + good, "{", "", " ", "nul", "'a'", "{\"name\":}", "[1,2", good.Replace("{", "{/* */", StringComparison.Ordinal), good[..^1] + ",}",
            string.Concat(Enumerable.Repeat("{\"name\":", 40)) + "1" + new string('}', 40), new string('[', 5_000), "{\"name\":\"\u0001\"}", "{\"name\":NaN}", "{\"name\":01}",
        ];
        foreach (var body in dirt)
        {
            using var answer = await http.SendText(method, path, body, key: Guid.NewGuid().ToString());
            await Task.FromResult(answer).ShouldBeOneOf(HttpStatusCode.BadRequest, "request.malformed", "request.invalid");
        }
    }

    [Theory]
    [MemberData(nameof(GoodBodies))]
    public async Task Broken_text_is_refused_and_never_a_fault_of_ours(string method, string path, string good)
    {
        using var http = await Operator();
        var name = good[2..good.IndexOf('"', 2)];
        byte[][] dirt =
        [
            [.. Encoding.UTF8.GetBytes(good[..^2]), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\"}")],
            Encoding.UTF8.GetBytes($$"""{"{{name}}":"\ud800"}"""),
            Encoding.UTF8.GetBytes($$"""{"{{name}}":"\udc00\ud800"}"""),
            Encoding.UTF8.GetBytes($$"""{"{{name}}":"a\u0000b"}"""),
            [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00],
            [0x00],
        ];
        foreach (var body in dirt)
        {
            using var answer = await http.SendRaw(method, path, body, key: Guid.NewGuid().ToString());
            await Task.FromResult(answer).ShouldBeOneOf(HttpStatusCode.BadRequest, "request.malformed", "request.invalid");
        }
    }

    [Theory]
    [MemberData(nameof(GoodBodies))]
    public async Task A_member_that_does_not_exist_is_named(string method, string path, string good)
    {
        using var http = await Operator();
        var problem = await http.SendText(method, path, good[..^1] + ",\"colour\":1}", key: Guid.NewGuid().ToString()).ShouldBe(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal("/colour:unknown_member", problem.Pointers());
    }

    [Theory]
    [MemberData(nameof(GoodBodies))]
    public async Task A_member_given_twice_is_refused(string method, string path, string good)
    {
        using var http = await Operator();
        var problem = await http.SendText(method, path, good[..^1] + "," + good[1..], key: Guid.NewGuid().ToString()).ShouldBe(HttpStatusCode.BadRequest, "request.invalid");
        Assert.EndsWith(":duplicate", problem.Pointers(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(GoodBodies))]
    public async Task Another_shape_is_refused(string method, string path, string good)
    {
        using var http = await Operator();
        var name = good[2..good.IndexOf('"', 2)];
        foreach (var body in new[] { "null", "[]", "1", "\"text\"", "true", $"[{good}]", $$"""{"{{name}}":[null]}""", $$"""{"{{name}}":{"a":{} } }""", $$"""{"{{name}}":1e400}""" })
        {
            await http.SendText(method, path, body, key: Guid.NewGuid().ToString()).ShouldBe(HttpStatusCode.BadRequest, "request.invalid");
        }
    }

    [Theory]
    [MemberData(nameof(GoodBodies))]
    public async Task Only_JSON_is_taken(string method, string path, string good)
    {
        using var http = await Operator();
        foreach (var type in new[] { "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense" })
        {
            await http.SendText(method, path, good, type, key: Guid.NewGuid().ToString()).ShouldBe(HttpStatusCode.UnsupportedMediaType, "request.unsupported_media_type");
        }
    }

    [Theory]
    [InlineData("utf-16", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("iso-8859-1", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("nonsense", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("UTF-8", HttpStatusCode.Created)]
    [InlineData("\"utf-8\"", HttpStatusCode.Created)]
    public async Task JSON_is_UTF_8(string charset, HttpStatusCode status)
    {
        using var http = await Operator();
        using var answer = await http.SendText("POST", "/v1/products", Product, $"application/json; charset={charset}");
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task An_empty_body_and_a_null_are_asked_for_a_body()
    {
        using var http = await Operator();
        foreach (var body in new[] { "", "null" })
        {
            var problem = await http.SendText("POST", "/v1/products", body).ShouldBe(HttpStatusCode.BadRequest, "request.invalid");
            Assert.Equal(":required", problem.Pointers());
        }
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e400")]
    [InlineData("99999999999999999999")]
    [InlineData("-99999999999999999999")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[1]")]
    [InlineData("{}")]
    public async Task A_quantity_is_a_whole_number(string quantity)
    {
        using var http = await Operator();
        var body = Order.Replace("\"quantity\":1", "\"quantity\":" + quantity, StringComparison.Ordinal);
        var problem = await http.SendText("POST", "/v1/orders", body, key: Guid.NewGuid().ToString()).ShouldBe(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal("/lines/0/quantity:invalid", problem.Pointers());
    }

    [Fact]
    public async Task Everything_that_is_missing_is_named_at_once()
    {
        using var http = await Operator();
        var problem = await http.SendText("POST", "/v1/orders", """{"lines":[]}""", key: Guid.NewGuid().ToString()).ShouldBe(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal("/shippingAddress:required /delivery:required /payment:required", problem.Pointers());

        var inside = await http.SendText("POST", "/v1/orders", """{"lines":[{"sku":"A","quantity":1},{}]}""", key: Guid.NewGuid().ToString()).ShouldBe(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal("/lines/1/sku:required /lines/1/quantity:required", inside.Pointers());
    }

    [Theory]
    [InlineData("\"lines\":[{\"sku\":\"A\",\"quantity\":1}]", "\"lines\":[null]", "/lines:invalid")]
    [InlineData("\"sku\":\"A\"", "\"sku\":null", "/lines/0/sku:invalid")]
    [InlineData("\"sku\":\"A\"", "\"sku\":\"A\\u0000\"", "/lines/0/sku:invalid")]
    [InlineData("\"sku\":\"A\"", "\"sku\":\"\\ud800\"", "/lines/0/sku:invalid")]
    [InlineData("\"country\":\"GB\"", "\"Country\":\"GB\"", "/shippingAddress/Country:unknown_member")]
    public async Task Faults_inside_are_pointed_at(string good, string bad, string pointers)
    {
        using var http = await Operator();
        var problem = await http.SendText("POST", "/v1/orders", Order.Replace(good, bad, StringComparison.Ordinal), key: Guid.NewGuid().ToString())
            .ShouldBe(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(pointers, problem.Pointers());
    }

    [Theory]
    [InlineData("""{"name":"Cup","status":"active","categories":[null],"variants":[]}""")]
    [InlineData("""{"name":"Cup","status":"active","categories":["a\u0000"],"variants":[]}""")]
    [InlineData("""{"name":"Cup","status":"active","variants":[null]}""")]
    [InlineData("""{"name":"Cup","status":"active","variants":[{"sku":"A","options":{"size":null},"price":{"amount":1,"currency":"EUR"}}]}""")]
    [InlineData("""{"name":"Cup","status":"active","variants":[{"sku":"A","options":{"a\u0000":"b"},"price":{"amount":1,"currency":"EUR"}}]}""")]
    [InlineData("""{"name":"Cup","status":"active","variants":[{"sku":"A","price":{"amount":1,"currency":null}}]}""")]
    [InlineData("""{"name":"Cup","status":"active","variants":[{"sku":"A","price":{"amount":1}}]}""")]
    [InlineData("""{"name":"Cup","status":"active","variants":[{"sku":"A","price":19.99}]}""")]
    public async Task Nothing_stands_where_something_must(string body)
    {
        using var http = await Operator();
        await http.SendText("POST", "/v1/products", body).ShouldBe(HttpStatusCode.BadRequest, "request.invalid");
    }

    [Fact]
    public async Task A_body_of_more_than_two_megabytes_is_too_large()
    {
        using var http = await Operator();
        http.DefaultRequestHeaders.ExpectContinue = true;
        var body = new byte[(2 * 1024 * 1024) + 1];
        await http.SendRaw("POST", "/v1/orders", body, key: Guid.NewGuid().ToString()).ShouldBe(HttpStatusCode.RequestEntityTooLarge, "request.too_large");
        await http.SendRaw("POST", "/v1/products", body).ShouldBe(HttpStatusCode.RequestEntityTooLarge, "request.too_large");
    }

    [Theory]
    [InlineData("usePoints", "5", "orders.points_unavailable")]
    [InlineData("delivery", """{"method":"standard","slotId":"x"}""", "orders.slots_unavailable")]
    [InlineData("delivery", """{"method":"standard","pickupLocation":"x"}""", "orders.pickup_unavailable")]
    public async Task What_the_shop_cannot_do_yet_is_said_so(string member, string value, string code)
    {
        using var http = await Operator();
        var order = JsonNode.Parse(Order)!.AsObject();
        order[member] = JsonNode.Parse(value);
        await http.SendText("POST", "/v1/orders", order.ToJsonString(), key: Guid.NewGuid().ToString()).ShouldBe(HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("1.00001")]
    [InlineData("79228162514264337593543950335")]
    public async Task A_tax_rate_is_a_percentage(string rate)
    {
        using var http = await Operator();
        var problem = await http.SendText("POST", "/v1/shops", $$"""{"handle":"x","name":"X","currency":"EUR","taxRate":{{rate}}}""").ShouldBe(HttpStatusCode.BadRequest, "shops.invalid");
        Assert.Equal("/taxRate:out_of_range", problem.Pointers());
    }

    private static async Task<HttpClient> Operator() => await (await (await TestInstallation.Shared).NewShop()).OperatorHttp();
}
