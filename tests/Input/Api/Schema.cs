using System.Text.Json;

namespace Kontor.Input.Api;

/// <summary>What the description says a value looks like.</summary>
internal sealed class Schema
{
    private readonly JsonElement _document;
    private readonly JsonElement _schema;

    /// <param name="document">The whole description, for the references in it.</param>
    /// <param name="schema">The part of it that describes the value.</param>
    /// <param name="nullable">Whether null was allowed on the way here.</param>
    public Schema(JsonElement document, JsonElement schema, bool nullable = false)
    {
        while (true)
        {
            if (schema.TryGetProperty("$ref", out var reference))
            {
                schema = reference.GetString()!.Split('/').Skip(1).Aggregate(document, (element, step) => element.GetProperty(step));
            }
            else if (schema.TryGetProperty("oneOf", out var either))
            {
                var others = either.EnumerateArray().Where(one => !IsNull(one)).ToList();
                nullable |= others.Count < either.GetArrayLength();
                schema = others.Single();
            }
            else
            {
                break;
            }
        }

        (_document, _schema) = (document, schema);
        var types = schema.TryGetProperty("type", out var type) ? type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)] : [type.GetString()!] : Array.Empty<string>();
        Type = types.SingleOrDefault(one => one != "null") ?? "";
        Nullable = nullable || types.Contains("null");
        Format = schema.TryGetProperty("format", out var format) ? format.GetString()! : "";
    }

    /// <summary>string, integer, number, boolean, array or object.</summary>
    public string Type { get; }

    public string Format { get; }

    public bool Nullable { get; }

    /// <summary>What an array holds.</summary>
    public Schema Items => new(_document, _schema.GetProperty("items"));

    /// <summary>What a map holds; null for objects with members of their own.</summary>
    public Schema? Values => _schema.TryGetProperty("additionalProperties", out var values) && values.ValueKind == JsonValueKind.Object ? new(_document, values) : null;

    /// <summary>The members of an object, and whether they must be there.</summary>
    public IEnumerable<(string Name, Schema Schema, bool Required)> Members
    {
        get
        {
            var required = _schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet() : [];
            return _schema.TryGetProperty("properties", out var members)
                ? members.EnumerateObject().Select(member => (member.Name, new Schema(_document, member.Value), required.Contains(member.Name)))
                : [];
        }
    }

    public Schema? Member(string name) => Members.Where(member => member.Name == name).Select(member => member.Schema).FirstOrDefault();

    private static bool IsNull(JsonElement schema) => schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "null";
}
