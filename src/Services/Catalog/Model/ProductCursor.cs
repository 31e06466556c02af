using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kontor.Catalog.Model;

/// <summary>Where a page ended: the sorted value and the id of its last product. Clients hand it back unread.</summary>
/// <param name="List">Tells lists apart: a cursor is good for the list that it came from.</param>
/// <param name="Value">The sorted value as text; empty when the list is sorted by id.</param>
/// <param name="Id">The last product.</param>
internal sealed record ProductCursor(string List, string Value, Guid Id)
{
    /// <summary>The place in a search that finds too much to weigh: among the products with all words in their names.</summary>
    public const string AmongNamed = "named";

    /// <summary>The place in such a search after them.</summary>
    public const string AmongOthers = "others";

    /// <summary>Whether it comes from a search whose hits were weighed.</summary>
    public bool HasRank => Value is not (AmongNamed or AmongOthers);

    public long Number => long.Parse(Value, CultureInfo.InvariantCulture);

    public float Rank => float.Parse(Value, CultureInfo.InvariantCulture);

    public string Encode() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new[] { List, Value, Id.ToString("N") }));

    /// <summary>The cursor in the text, or null when it isn't one of this list.</summary>
    public static ProductCursor? Parse(string text, string list, ProductSort sort)
    {
        try
        {
            return JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(text)) is [{ } from, { } value, { } id]
                && from == list && Guid.TryParseExact(id, "N", out var product) && Fits(value, sort)
                ? new ProductCursor(list, value, product)
                : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>What a list is called in its cursors.</summary>
    public static string NameOf(ProductSort sort, string category, string? words) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{sort}\n{category}\n{words}")))[..12];

    private static bool Fits(string value, ProductSort sort) => sort switch
    {
        ProductSort.Newest => value.Length == 0,
        ProductSort.Name => !value.Contains('\0', StringComparison.Ordinal),
        ProductSort.Relevance => value is AmongNamed or AmongOthers || float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        _ => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
    };
}
