using System.Globalization;
using System.Text.Json.Nodes;
using Kontor.Input.Api;

namespace Kontor.Input.Bad;

/// <summary>A value in a body.</summary>
/// <param name="Pointer">Where it stands.</param>
/// <param name="Node">The value; null for a JSON null.</param>
/// <param name="Schema">What it may be.</param>
internal sealed record Place(string Pointer, JsonNode? Node, Schema Schema)
{
    /// <summary>True for the members of a map, whose names the client makes up.</summary>
    public bool HasFreeName { get; init; }
}

/// <summary>All values in a body: its fields, the objects that hold them, the first item of each list.</summary>
internal static class Places
{
    public static IEnumerable<Place> Of(JsonNode? node, Schema schema) => Below(new Place("", node, schema));

    public static JsonNode? At(JsonNode? node, string pointer) => pointer.Split('/').Skip(1).Aggregate(
        node, (inside, step) => inside is JsonArray items ? items[int.Parse(step, CultureInfo.InvariantCulture)] : inside![step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]);

    public static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static IEnumerable<Place> Below(Place place)
    {
        var inside = place.Node switch
        {
            JsonObject members when place.Schema.Values is { } values =>
                members.Select(member => new Place($"{place.Pointer}/{Escape(member.Key)}", member.Value, values) { HasFreeName = true }),
            JsonObject members => members.Select(member => new Place(
                $"{place.Pointer}/{Escape(member.Key)}", member.Value, place.Schema.Member(member.Key) ?? throw new InvalidOperationException($"The description has no '{place.Pointer}/{member.Key}'."))),
            JsonArray { Count: > 0 } items => [new Place($"{place.Pointer}/0", items[0], place.Schema.Items)],
            _ => Enumerable.Empty<Place>(),
        };
        return inside.SelectMany(Below).Prepend(place);
    }
}
