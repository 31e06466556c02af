using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Kontor.Input.Api;
using Kontor.Input.Bad;

namespace Kontor.Input.Fuzz;

/// <summary>A request that somebody thought up.</summary>
/// <param name="Path">The address.</param>
/// <param name="Body">The body, if any.</param>
/// <param name="Key">The idempotency key, if any.</param>
/// <param name="IfMatch">The version that is expected, if any.</param>
/// <param name="About">What the address names, if anything.</param>
internal sealed record Invention(string Path, byte[]? Body, string? Key, string? IfMatch, string? About)
{
    public override string ToString() => $"{Path}, If-Match {IfMatch ?? "-"}, key {Key ?? "-"}, body {(Body is null ? "-" : Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 2_000))))}";
}

/// <summary>Thinks up requests from what the API's description says and what was learned, most of them right and some nearly so.</summary>
internal sealed class Inventor(Learned learned, Random random, int number)
{
    private static readonly string[] s_wrong =
    [
        "null", "true", "-1", "0", "1.5", "1e400", "9223372036854775808", "2147483647", "\"\"", "\" \"", "\"x\"", "\"'; DROP TABLE product; --\"", "\"<script>\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "[null]", "{}", "{\"a\":1}", "nul", "",
        "\"018f0000-0000-7000-8000-000000000000\"",
    ];

    private readonly List<string> _keys = [];

    private int _made;

    public Invention Think(ApiOperation operation)
    {
        var path = new StringBuilder();
        string? token = null;
        string? about = null;
        foreach (var step in operation.Path.Split('/').Skip(1))
        {
            var value = step.StartsWith('{') ? NameFor(operation, step.Trim('{', '}')) : step;
            about = step.StartsWith('{') ? value : about;
            token ??= step == "{id}" ? learned.TokenOf(value) : null;
            path.Append('/').Append(step.StartsWith('{') ? Uri.EscapeDataString(value) : step);
        }

        var query = operation.QueryParameters.Where(parameter => Chance(parameter.Required ? 95 : 20) || (parameter.Name == "access_token" && token is not null && Chance(80)))
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(QueryFor(operation, parameter, token))}").ToList();
        return new Invention(
            query.Count == 0 ? path.ToString() : $"{path}?{string.Join('&', query)}",
            operation.Body is { } schema ? BodyFor(operation, schema) : null,
            operation.TakesKey && (operation.NeedsKey ? Chance(97) : Chance(70)) ? KeyFor() : null,
            operation.TakesIfMatch && Chance(15) ? Pick("*", "\"1\"", "\"2\"", "\"3\"", "W/\"1\"", "nonsense") : null,
            about);
    }

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(params ReadOnlySpan<T> of) => of[random.Next(of.Length)];

    private string New() => string.Create(CultureInfo.InvariantCulture, $"f{number}-{++_made}");

    private string KeyFor()
    {
        if (_keys.Count > 0 && Chance(5))
        {
            return _keys[random.Next(_keys.Count)];
        }

        _keys.Add($"{New()}-{random.Next()}");
        return _keys[^1];
    }

    private string NameFor(ApiOperation operation, string parameter)
    {
        var thing = operation.Path[..operation.Path.IndexOf($"/{{{parameter}}}", StringComparison.Ordinal)].Split('/')[^1];
        var known = learned.Any($"{Learned.ThingOf($"/v1/{thing}")}.{parameter}", random);
        if (known == "standard" && operation.Writes)
        {
            // No order would get far without it.
            known = null;
        }

        return known is not null && Chance(93) ? known : Pick("abc", "018f0000-0000-7000-8000-000000000000", "'; --", "main", "invoice", "card", "\uD83D\uDE00", "1");
    }

    private string QueryFor(ApiOperation operation, ApiParameter parameter, string? token) => Chance(10) ? Pick("", "x", "'; --", "-1", "101", "1e9", "\uD83D\uDE00") : parameter.Name switch
    {
        "limit" => random.Next(1, 101).ToString(CultureInfo.InvariantCulture),
        "after" => learned.Any($"{operation.Id}.next", random) ?? "",
        "access_token" => token ?? "x",
        "category" => learned.Any("category.slug", random) ?? "x",
        "sort" => Pick("newest", "name", "price", "-price", "popular", "relevance"),
        "status" => Pick("pending", "confirmed", "cancelled"),
        "from" => Pick("2020-01-01", "2026-01-01"),
        "to" => Pick("2026-12-31", "2030-01-01"),
        "by" => Pick("day", "product", "country"),
        "count" => "estimated",
        _ => Words(),
    };

    private byte[] BodyFor(ApiOperation operation, Schema schema)
    {
        var body = ValueFor(operation, "", "", schema, depth: 0);
        if (!Chance(20))
        {
            return JsonText.Of(body);
        }

        // Nearly right: one thing is wrong with it.
        var places = Places.Of(body, schema).ToList();
        var place = places[random.Next(places.Count)];
        var text = JsonText.Of(body);
        return random.Next(5) switch
        {
            0 => text[..random.Next(text.Length)],
            1 when place.Node is JsonObject => JsonText.WithMember(body, place.Pointer, "\"unknown\":1"),
            2 => JsonText.With(body, place.Pointer, JsonText.Quote(OddTexts.All[random.Next(OddTexts.All.Count)])),
            _ => JsonText.With(body, place.Pointer, Pick<string>(s_wrong)),
        };
    }

    private JsonNode? ValueFor(ApiOperation operation, string owner, string name, Schema schema, int depth)
    {
        switch (schema.Type)
        {
            case "object" when schema.Values is { } values:
                return new JsonObject(Enumerable.Range(0, random.Next(3)).Select(index => KeyValuePair.Create(Pick("size", "colour", "cut") + index, ValueFor(operation, name, "option", values, depth + 1))));
            case "object":
                var members = new JsonObject();
                foreach (var (member, inside, required) in schema.Members)
                {
                    if (member is "parent" or "categories" && learned.Any("category.slug", random) is null)
                    {
                        continue;
                    }

                    if ((required || Chance(75)) && !(member is "slotId" or "pickupLocation" or "card" && Chance(95)))
                    {
                        members[member] = ValueFor(operation, name.Length == 0 ? Learned.ThingOf(operation.Path) : name, member, inside, depth + 1);
                    }
                }

                if (members["payment"] is JsonObject payment && payment["method"]?.GetValue<string>() == "card")
                {
                    payment["card"] = new JsonObject { ["number"] = Pick("4242424242424242", "4000000000000002"), ["expiryMonth"] = 12, ["expiryYear"] = 2049, ["cvc"] = "123" };
                }

                return members;
            case "array":
                return new JsonArray([.. Enumerable.Range(0, name == "images" ? random.Next(3) : random.Next(1, 4)).Select(_ => ValueFor(operation, name, name, schema.Items, depth + 1)).DistinctBy(value => value?.ToJsonString())]);
            case "boolean":
                return Chance(85);
            case "integer":
                return name switch
                {
                    "quantity" => random.Next(1, 4),
                    "amount" => owner == "amount" ? random.Next(1, 40) : random.Next(0, 5_000),
                    "delta" => random.Next(-5, 200),
                    "expiryMonth" => 12,
                    "expiryYear" => 2049,
                    "usePoints" => 0,
                    _ => random.Next(0, 100),
                };
            case "number":
                return random.Next(0, 25);
            default:
                return TextFor(operation, owner, name);
        }
    }

    private string TextFor(ApiOperation operation, string owner, string name) => (owner, name) switch
    {
        (_, "sku") => operation.Id is "createProduct" or "addVariant" ? New() : Known("line.sku"),
        (_, "email") when operation.Id == "logIn" => Known("auth.email"),
        (_, "email") => $"{New()}@example.com",
        (_, "password" or "currentPassword") => Things.Password,
        (_, "refreshToken") => Known("auth.refreshToken"),
        (_, "slug" or "handle" or "code") => New(),
        (_, "parent" or "categories") => Known("category.slug"),
        (_, "images") => Pick("/a.png", "https://example.com/a.png"),
        (_, "status") => Chance(85) ? "active" : "draft",
        (_, "currency") => "EUR",
        (_, "country" or "countries") => Pick("GB", "DE", "FR", "JP"),
        (_, "location") => Chance(90) ? "main" : Known("location.code"),
        ("delivery", "method") => Chance(90) ? "standard" : Known("method.code"),
        ("payment", "method") => Pick("invoice", "invoice", "bank_transfer", "bank_transfer", "cash_on_delivery", "card"),
        (_, "roles") => operation.Id == "createApiKey" ? Pick("staff", "admin") : Pick("customer", "staff", "admin"),
        (_, "locale") => Pick("en-GB", "de-DE", "ja-JP"),
        (_, "timeZone") => Pick("Europe/Berlin", "Asia/Tokyo", "UTC"),
        (_, "postalCode") => "N1 1AA",
        (_, "phone") => "+44 20 7946 0000",
        _ => Words(),
    };

    private string Known(string what) => learned.Any(what, random) ?? New();

    private string Words() => string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick("cup", "Tasse", "カップ", "blue", "O'Neil", "<b>", "50%", "\uD83D\uDE00", "a\"b", "x_y")));
}
