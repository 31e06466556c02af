using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Kontor.Gateway.Edge;

/// <summary>
/// JSON as the API takes it: what a client didn't mean must not pass unnoticed. A misspelt member, a member given twice or a number
/// in quotes is refused, because a guess would be an order that nobody wanted.
/// </summary>
internal static class StrictJson
{
    public const int MaxDepth = 32;

    /// <summary>The same rules for what the edge writes itself.</summary>
    public static readonly JsonSerializerOptions Answers = ForAnswers();

    public static void Configure(JsonSerializerOptions json)
    {
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.PropertyNameCaseInsensitive = false;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.ReadCommentHandling = JsonCommentHandling.Disallow;
        json.AllowTrailingCommas = false;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.MaxDepth = MaxDepth;
        json.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RefuseWhatAnnotationsCannot } };

        // Texts as they are: every answer says that it is JSON and nothing else, so no browser reads HTML into it.
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    }

    private static JsonSerializerOptions ForAnswers()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(json);
        return json;
    }

    // The serializer holds members to their annotations, but not what lists and maps contain; and it lets U+0000 through, which
    // PostgreSQL can't keep. Broken surrogates it refuses by itself.
    private static void RefuseWhatAnnotationsCannot(JsonTypeInfo type)
    {
        if (type is { Kind: JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary, ElementType.IsValueType: false })
        {
            type.OnDeserialized = collection => RefuseBadItems((IEnumerable)collection);
        }

        foreach (var property in type.Properties.Where(property => property.PropertyType == typeof(string)))
        {
            var set = property.Set;
            property.Set = set is null ? null : (owner, value) => set(owner, value is string text && text.Contains('\0') ? throw new JsonException() : value);
        }
    }

    private static void RefuseBadItems(IEnumerable collection)
    {
        var items = collection is IDictionary map ? map.Keys.Cast<object?>().Concat(map.Values.Cast<object?>()) : collection.Cast<object?>();
        if (items.Any(item => item is null || (item is string text && text.Contains('\0'))))
        {
            throw new JsonException();
        }
    }
}
