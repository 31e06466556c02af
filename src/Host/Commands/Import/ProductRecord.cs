using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Types.V1;

namespace Kontor.Host.Commands.Import;

/// <summary>
/// A line of a catalogue file, understood or not. Here is decided what the format and the money rules allow; how long a name may be and the like
/// are the catalogue's own rules, which it applies to every batch.
/// </summary>
/// <param name="Product">What to import; null when the line is rejected.</param>
/// <param name="Reason">Why it is rejected; null when it isn't.</param>
/// <param name="Value">Its price in major units, as far as it can be read.</param>
internal sealed record ProductRecord(ImportedProduct? Product, string? Reason, decimal Value)
{
    /// <summary>What the catalogue takes at most, in minor units.</summary>
    private const long HighestPrice = 1_000_000_000_00;

    // Beyond it a price is nonsense, and a sum of such prices would overflow.
    private const decimal HighestSummed = 1_000_000_000_000m;

    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 16 };

    /// <summary>Reads a line with prices in the currency's major units.</summary>
    public static ProductRecord Parse(ReadOnlyMemory<byte> line, string currency)
    {
        try
        {
            using var json = JsonDocument.Parse(line, s_json);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Read(json.RootElement, currency) : Rejected("not_an_object");
        }
        catch (JsonException)
        {
            return Rejected("broken_json");
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which JSON can write and no text can hold.
            return Rejected("broken_text");
        }
    }

    private static ProductRecord Read(JsonElement record, string currency)
    {
        var (amount, priceReason, value) = Price(record, currency);
        var texts = new Texts(record);
        var product = new ImportedProduct
        {
            Name = texts.One("name").Trim(),
            Description = texts.One("description"),
            Brand = texts.One("brand").Trim(),
            CategoryPath = { texts.Many("categories") },
            Images = { texts.Many("images") },
            Popularity = Popularity(record, texts),
            Price = new MoneyAmount { Amount = amount, Currency = currency },
        };
        if (texts.One("image") is { Length: > 0 } image)
        {
            product.Images.Insert(0, image);
        }

        product.Sku = texts.One("sku") is { Length: > 0 } sku ? sku : MadeSku(product);
        var reason = texts.WrongType is { } wrong ? $"{wrong}_wrong_type" : product.Name.Length == 0 ? "name_missing" : priceReason;
        return new ProductRecord(reason is null ? product : null, reason, value);
    }

    private static ProductRecord Rejected(string reason) => new(null, reason, 0);

    private static (long Amount, string? Reason, decimal Value) Price(JsonElement record, string currency)
    {
        if (!record.TryGetProperty("price", out var price) || price.ValueKind == JsonValueKind.Null)
        {
            return (0, "price_missing", 0);
        }

        if (price.ValueKind != JsonValueKind.Number)
        {
            return (0, "price_not_a_number", 0);
        }

        if (!price.TryGetDecimal(out var major) || Math.Abs(major) > HighestSummed)
        {
            return (0, "price_absurd", 0);
        }

        var minor = major * Currencies.Scale(currency);
        var reason = minor switch
        {
            < 0 => "price_negative",
            0 => "price_zero",
            > HighestPrice => "price_absurd",
            _ when minor != decimal.Truncate(minor) => "price_decimals",
            _ => null,
        };
        return (reason is null ? (long)minor : 0, reason, major);
    }

    private static long Popularity(JsonElement record, Texts texts)
    {
        if (!record.TryGetProperty("popularity", out var popularity) || popularity.ValueKind == JsonValueKind.Null)
        {
            return 0;
        }

        if (popularity.ValueKind != JsonValueKind.Number || !popularity.TryGetInt64(out var number))
        {
            texts.WrongType ??= "popularity";
            return 0;
        }

        return number;
    }

    // What makes two records the same article, so that running an import again finds the article of the first time.
    private static string MadeSku(ImportedProduct product)
    {
        var identity = Encoding.UTF8.GetBytes($"{product.Brand}|{product.Name}|{product.Images.FirstOrDefault()}");
        return $"P{Convert.ToHexString(SHA256.HashData(identity))[..12]}";
    }

    /// <summary>Reads texts and remembers the first field that holds something else.</summary>
    private sealed class Texts(JsonElement record)
    {
        // Control characters that no text has: Windows' own letters, once read as Latin-1. (The real catalogue has a trademark sign like that.)
        // The five that Windows doesn't use stay as they are, and are refused.
        private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

        public string? WrongType { get; set; }

        public string One(string field) => record.TryGetProperty(field, out var value) ? Text(field, value) : "";

        public IEnumerable<string> Many(string field)
        {
            if (!record.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                return [];
            }

            if (value.ValueKind != JsonValueKind.Array)
            {
                WrongType ??= field;
                return [];
            }

            return [.. value.EnumerateArray().Select(item => Text(field, item).Trim())];
        }

        private string Text(string field, JsonElement value)
        {
            if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            {
                WrongType ??= field;
                return "";
            }

            return Mended(value.GetString() ?? "");
        }

        private static string Mended(string text) =>
            text.AsSpan().ContainsAnyInRange('\u0080', '\u009F')
                ? string.Create(text.Length, text, (mended, original) =>
                {
                    for (var index = 0; index < mended.Length; index++)
                    {
                        mended[index] = original[index] is >= '\u0080' and <= '\u009F' ? Windows1252[original[index] - '\u0080'] : original[index];
                    }
                })
                : text;
    }
}
