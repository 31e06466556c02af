using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kontor.Input.Bad;

/// <summary>Writes JSON by hand, so that it can be wrong in one place.</summary>
internal static class JsonText
{
    private static int s_unique;

    /// <summary>As it should be, with something new for each <c>{u}</c>.</summary>
    public static byte[] Of(JsonNode? node) => Write(node, null);

    /// <summary>With something else in the place of a value.</summary>
    public static byte[] With(JsonNode? node, string pointer, byte[] value) => Write(node, new Change(pointer, Part.Value, value));

    public static byte[] With(JsonNode? node, string pointer, string value) => With(node, pointer, Encoding.UTF8.GetBytes(value));

    /// <summary>With one member more at the end of an object.</summary>
    public static byte[] WithMember(JsonNode? node, string pointer, string member) => Write(node, new Change(pointer, Part.Member, Encoding.UTF8.GetBytes(member)));

    /// <summary>With another name for a member.</summary>
    public static byte[] WithName(JsonNode? node, string pointer, byte[] name) => Write(node, new Change(pointer, Part.Name, name));

    /// <summary>With an item given many times.</summary>
    public static byte[] WithMany(JsonNode? node, string pointer, int count)
    {
        var array = Places.At(node, pointer)!.AsArray();
        return With(node, pointer, $"[{string.Join(',', Enumerable.Repeat(Encoding.UTF8.GetString(Of(array[0])), count))}]");
    }

    public static string Quote(string text) => JsonSerializer.Serialize(text);

    private static byte[] Write(JsonNode? node, Change? change)
    {
        using var text = new MemoryStream();
        Write(text, node, "", change, Interlocked.Increment(ref s_unique).ToString(CultureInfo.InvariantCulture));
        return text.ToArray();
    }

    private static void Write(MemoryStream text, JsonNode? node, string pointer, Change? change, string unique)
    {
        if (change is { Part: Part.Value } && change.Pointer == pointer)
        {
            text.Write(change.Raw);
            return;
        }

        switch (node)
        {
            case JsonObject members:
                Put(text, "{");
                foreach (var (index, (name, value)) in members.Index())
                {
                    var inside = $"{pointer}/{Places.Escape(name)}";
                    Put(text, index == 0 ? "" : ",");
                    text.Write(change is { Part: Part.Name } && change.Pointer == inside ? change.Raw : Encoding.UTF8.GetBytes(Quote(name)));
                    Put(text, ":");
                    Write(text, value, inside, change, unique);
                }

                if (change is { Part: Part.Member } && change.Pointer == pointer)
                {
                    Put(text, members.Count == 0 ? "" : ",");
                    text.Write(change.Raw);
                }

                Put(text, "}");
                break;
            case JsonArray items:
                Put(text, "[");
                foreach (var (index, item) in items.Index())
                {
                    Put(text, index == 0 ? "" : ",");
                    Write(text, item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}"), change, unique);
                }

                Put(text, "]");
                break;
            default:
                Put(text, (node?.ToJsonString() ?? "null").Replace("{u}", $"b{unique}", StringComparison.Ordinal));
                break;
        }
    }

    private static void Put(MemoryStream text, string part) => text.Write(Encoding.UTF8.GetBytes(part));

    private enum Part
    {
        Value,
        Member,
        Name,
    }

    private sealed record Change(string Pointer, Part Part, byte[] Raw);
}
