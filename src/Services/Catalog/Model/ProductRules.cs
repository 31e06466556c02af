using System.Text.RegularExpressions;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Failures;

namespace Kontor.Catalog.Model;

/// <summary>What the fields of a product may hold.</summary>
internal static partial class ProductRules
{
    public const long HighestPrice = 1_000_000_000_00;
    public const int MostVariants = 200;
    public const int MostCategories = 50;
    public const int LongestName = 200;
    public const int LongestDescription = 10_000;
    public const int LongestBrand = 100;

    private const int MostImages = 20;
    private const int LongestImage = 2_000;
    private const int MostOptions = 10;

    /// <summary>A SKU: compared exactly, so nothing in it may look like nothing (blanks at the ends, control characters).</summary>
    public static bool IsSku(string sku) => Sku().IsMatch(sku);

    public static Validation Sku(this Validation validation, string pointer, string sku) =>
        validation.Require(
            IsSku(sku), pointer, "invalid", "Use 1 to 64 letters, digits, dots, hyphens, underscores, slashes or blanks; begin with a letter or digit and don't end with a blank.");

    public static Validation Status(this Validation validation, string pointer, string status) =>
        validation.Require(status is "draft" or "active", pointer, "invalid", "Use 'draft' (only staff see it) or 'active'.");

    public static Validation Price(this Validation validation, string pointer, MoneyAmount? price) =>
        price is null
            ? validation.Require(false, pointer, "required", "Give a price, such as {\"amount\": 1999, \"currency\": \"EUR\"}.")
            : validation.Range($"{pointer}/amount", price.Amount, 0, HighestPrice);

    public static Validation Options(this Validation validation, string pointer, IReadOnlyCollection<KeyValuePair<string, string>> options)
    {
        validation.Require(options.Count <= MostOptions, pointer, "too_many", "Use 10 options at most.");
        foreach (var (name, value) in options)
        {
            var option = $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
            validation.Line(option, name, 1, 50).Line(option, value, 1, 100);
        }

        return validation;
    }

    public static Validation Images(this Validation validation, string pointer, IReadOnlyCollection<string> images)
    {
        validation.Require(images.Count <= MostImages, pointer, "too_many", "Use 20 images at most.");
        foreach (var (index, image) in images.Index())
        {
            validation
                .Line($"{pointer}/{index}", image, 1, LongestImage)
                .Require(IsAddress(image), $"{pointer}/{index}", "invalid", "Give an address that begins with https:// or http://, or a path that begins with /.");
        }

        return validation;
    }

    public static Validation Categories(this Validation validation, string pointer, IReadOnlyCollection<string> slugs)
    {
        validation.Require(slugs.Count <= MostCategories, pointer, "too_many", "Use 50 categories at most.");
        foreach (var (index, slug) in slugs.Index())
        {
            validation.Slug($"{pointer}/{index}", slug, Slugs.Longest);
        }

        return validation;
    }

    /// <summary>The faults of prices in another currency than the shop's.</summary>
    public static IReadOnlyList<Fault> InAnotherCurrency(string currency, IEnumerable<(string Pointer, MoneyAmount Price)> prices) =>
    [
        .. prices.Where(price => price.Price.Currency != currency)
            .Select(price => new Fault($"{price.Pointer}/currency", "wrong_currency", $"Give the price in {currency}.")),
    ];

    /// <summary>The name as lists sort it. Cut, so that it always fits an index page.</summary>
    public static string SortKey(string name)
    {
        var key = Folding.Fold(name);
        return key.Length <= LongestName ? key : key[..(char.IsHighSurrogate(key[LongestName - 1]) ? LongestName - 1 : LongestName)];
    }

    // A path of two slashes would lead to another host.
    private static bool IsAddress(string image) =>
        (image.StartsWith('/') && !image.StartsWith("//", StringComparison.Ordinal))
        || (Uri.TryCreate(image, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp));

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9._/ -]{0,62}[A-Za-z0-9._/-])?\z")]
    private static partial Regex Sku();
}
