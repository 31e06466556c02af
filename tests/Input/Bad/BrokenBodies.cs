using System.Text;
using System.Text.Json.Nodes;
using Kontor.Input.Api;

namespace Kontor.Input.Bad;

/// <summary>A body that must be refused.</summary>
/// <param name="What">How it is broken.</param>
/// <param name="Bytes">The body.</param>
internal sealed record BrokenBody(string What, byte[] Bytes)
{
    public string? ContentType { get; init; } = "application/json";

    /// <summary>The status that is right.</summary>
    public int[] Statuses { get; init; } = [400];

    /// <summary>What the answer has to name; null when the whole is wrong.</summary>
    public string? Pointer { get; init; }

    /// <summary>Sent in pieces, without telling the length first.</summary>
    public bool InPieces { get; init; }
}

/// <summary>The table: every way to break a body, for every place in it where that makes a difference.</summary>
internal static class BrokenBodies
{
    private const int Deep = 10_000;
    private const int TooLarge = 5 * 1024 * 1024;

    private static readonly string[] s_noValues =
    [
        "nul", "True", "NaN", "-Infinity", "+1", "01", ".5", "1.", "1e", "--1", "0x10", "'x'", "", "undefined", "{", "[", "]", "\"", "\"\\x41\"", "\"\\u12\"", "\"a\tb\"", "\"a\nb\"", "\"a\0b\"", "/* */ 1 2",
    ];

    private static readonly byte[][] s_noTexts =
    [
        Quoted(0xC3, 0x28), Quoted(0xC0, 0xAF), Quoted(0xED, 0xA0, 0x80), Quoted(0xF8, 0x88, 0x80, 0x80, 0x80), Quoted(0xFF, 0xFE), Quoted(0x80), Quoted(0xF4, 0x90, 0x80, 0x80),
        "\"\\ud800\""u8.ToArray(), "\"\\udc00\\ud800\""u8.ToArray(), "\"a\\ud83d\""u8.ToArray(), "\"a\\u0000b\""u8.ToArray(), "\"\\u0000\""u8.ToArray(),
    ];

    private static readonly string[] s_noWholeNumbers =
    [
        "1.5", "-0.5", "1e400", "-1e400", "1e-1", "9223372036854775808", "-9223372036854775809", "99999999999999999999999999999999", "1" + new string('0', 5_000), "\"1\"", "\"NaN\"", "\"\"",
    ];

    public static IEnumerable<BrokenBody> Of(ApiOperation operation, JsonNode? good) =>
        [.. Whole(operation, good), .. Types(good), .. Sizes(operation, good), .. Places.Of(good, operation.Body!).SelectMany(place => In(place, good))];

    private static IEnumerable<BrokenBody> Whole(ApiOperation operation, JsonNode? good)
    {
        var text = Encoding.UTF8.GetString(JsonText.Of(good));
        foreach (var (what, body) in new (string, string)[]
        {
            ("cut off", text[..^1]), ("cut in half", text[..(text.Length / 2)]), ("given twice", text + text), ("with a letter behind it", text + "x"), ("with a brace behind it", text + "}"),
            ("with a comma behind it", text + ","), ("with U+0000 behind it", text + "\0"), ("with a comment", "/* */" + text), ("with a line comment", text + "// x"), ("with a last comma", text[..^1] + ",}"),
            ("in single quotes", "'" + text + "'"), ("without a quote", text[..1] + "a\":1" + text[1..]), ("of blanks", "  \r\n\t"), ("of a brace", "{"), ("of XML", "<?xml version=\"1.0\"?><a/>"),
            ("of a form", "a=1&b=2"), ("deep in arrays", new string('[', Deep)), ("deep in closed arrays", new string('[', Deep) + new string(']', Deep)),
            ("deep in objects", Repeat("{\"a\":", Deep) + "1" + new string('}', Deep)), ("with a deep member", text[..^1] + (text.Length > 2 ? "," : "") + "\"deep\":" + Repeat("[", Deep) + Repeat("]", Deep) + "}"),
            ("an array", "[]"), ("in an array", $"[{text}]"), ("a number", "1"), ("a text", "\"text\""), ("true", "true"),
        })
        {
            yield return new(what, Encoding.UTF8.GetBytes(body));
        }

        yield return new("in UTF-16", Encoding.Unicode.GetBytes(text));
        yield return new("in UTF-32 with its mark", [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes(text)]);
        yield return new("compressed", [0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00]);
        yield return new("of noise", [0x00, 0xFF, 0x80, 0x7F, 0x01]);
        if (!operation.Body!.Nullable)
        {
            yield return new("empty", []);
            yield return new("empty, in pieces", []) { InPieces = true };
            yield return new("null", "null"u8.ToArray());
        }
    }

    private static IEnumerable<BrokenBody> Types(JsonNode? good) =>
        from type in new[]
        {
            null, "", "text/plain", "text/html", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/octet-stream", "nonsense", "application/json/x",
            "application/json; charset=utf-16", "application/json; charset=nonsense", "application/json; charset=\"",
        }
        select new BrokenBody($"as '{type}'", JsonText.Of(good)) { ContentType = type, Statuses = [400, 415] };

    private static IEnumerable<BrokenBody> Sizes(ApiOperation operation, JsonNode? good)
    {
        var first = operation.Body!.Members.Select(member => member.Name).FirstOrDefault() ?? "name";
        byte[] long5 = [.. "{\""u8, .. Encoding.UTF8.GetBytes(first), .. "\":\""u8, .. Enumerable.Repeat((byte)'x', TooLarge), .. "\"}"u8];
        byte[] wide5 = [.. JsonText.Of(good), .. Enumerable.Repeat((byte)' ', TooLarge)];
        yield return new("of 5 MB", long5) { Statuses = [413] };
        yield return new("of 5 MB in pieces", wide5) { Statuses = [413], InPieces = true };
    }

    private static IEnumerable<BrokenBody> In(Place place, JsonNode? good)
    {
        BrokenBody Broken(string what, byte[] bytes, bool named = true) => new($"with {what} at '{place.Pointer}'", bytes) { Pointer = named ? place.Pointer : null };
        BrokenBody Instead(string raw, bool named = true) => Broken(raw.Length <= 40 ? raw : raw[..40] + "…", JsonText.With(good, place.Pointer, raw), named);

        foreach (var raw in WrongTypes(place.Schema))
        {
            yield return Instead(raw);
        }

        if (place.Schema.Type is not ("object" or "array"))
        {
            foreach (var raw in s_noValues.Where(raw => raw.Length > 0 || !place.Pointer.EndsWith("/0", StringComparison.Ordinal)))
            {
                yield return Instead(raw, named: false);
            }

            yield return Instead(Repeat("[", Deep) + Repeat("]", Deep), named: false);
        }

        if (place.Schema.Type == "string")
        {
            foreach (var (index, raw) in s_noTexts.Index())
            {
                yield return Broken($"broken text {index}", JsonText.With(good, place.Pointer, raw), named: false);
            }
        }

        if (place.HasFreeName)
        {
            foreach (var (index, raw) in s_noTexts.Index())
            {
                yield return Broken($"the broken name {index}", JsonText.WithName(good, place.Pointer, raw), named: false);
            }
        }

        if (place is { Schema.Type: "array", Node: JsonArray { Count: > 0 } })
        {
            yield return Broken("10,000 items", JsonText.WithMany(good, place.Pointer, 10_000));
            yield return Broken("a null among the items", JsonText.With(good, place.Pointer, $"[{Encoding.UTF8.GetString(JsonText.Of(place.Node![0]))},null]"));
        }

        if (place is { Schema: { Type: "object", Values: null }, Node: JsonObject members })
        {
            foreach (var name in new[] { "unknown", "__proto__", "constructor", "$type", "$id", "$ref", "", "a/b~c", "x'; --" })
            {
                yield return Broken($"the unknown member '{name}'", JsonText.WithMember(good, place.Pointer, $"{JsonText.Quote(name)}:1"));
            }

            foreach (var (name, value) in members)
            {
                yield return Broken($"'{name}' twice", JsonText.WithMember(good, place.Pointer, $"{JsonText.Quote(name)}:{Encoding.UTF8.GetString(JsonText.Of(value))}"));
                yield return Broken($"'{name}' in capitals", JsonText.WithName(good, $"{place.Pointer}/{name}", Encoding.UTF8.GetBytes(JsonText.Quote(name.ToUpperInvariant()))));
            }

            foreach (var (name, _, _) in place.Schema.Members.Where(member => member.Required))
            {
                var without = good!.DeepClone();
                Places.At(without, place.Pointer)!.AsObject().Remove(name);
                yield return Broken($"no '{name}'", JsonText.Of(without));
            }
        }
    }

    private static IEnumerable<string> WrongTypes(Schema schema)
    {
        IEnumerable<(string Type, string[] Values)> all =
        [
            ("string", ["\"text\"", "\"\""]), ("number", ["1", "0", "-1", "1.5", "1e400"]), ("boolean", ["true", "false"]), ("array", ["[]", "[[]]", "[1]", "[null]"]), ("object", ["{}", "{\"a\":1}"]),
        ];
        var wrong = all.Where(kind => kind.Type != (schema.Type == "integer" ? "number" : schema.Type)).SelectMany(kind => kind.Values);
        wrong = schema.Nullable ? wrong : wrong.Append("null");
        return schema.Type switch
        {
            "integer" => [.. wrong, .. s_noWholeNumbers, .. schema.Format == "int32" ? ["2147483648", "-2147483649"] : Array.Empty<string>()],
            "number" => [.. wrong, "1e400", "-1e400", "\"1.5\"", "1" + new string('0', 5_000)],
            "boolean" => [.. wrong, "\"true\"", "\"false\""],
            _ => wrong,
        };
    }

    private static byte[] Quoted(params byte[] bytes) => [(byte)'"', (byte)'a', .. bytes, (byte)'"'];

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
