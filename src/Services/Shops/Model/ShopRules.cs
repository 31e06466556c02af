using System.Text.RegularExpressions;
using Kontor.Platform.Failures;
using Kontor.Shops.Storage;

namespace Kontor.Shops.Model;

/// <summary>What a shop's settings must look like.</summary>
internal static partial class ShopRules
{
    public const int LongestHandle = 40;

    public const string DefaultLocale = "en-GB";

    public const string DefaultTimeZone = "UTC";

    public static bool IsHandle(string handle) => new Validation().Slug("/handle", handle, LongestHandle).Faults.Count == 0;

    public static Validation Check(ShopRow shop) => new Validation()
        .Slug("/handle", shop.Handle, LongestHandle)
        .Line("/name", shop.Name, 1, 200)
        .Require(Currencies.IsKnown(shop.Currency), "/currency", "invalid", "Give an active ISO 4217 currency in capital letters, such as EUR.")
        .Require(shop.Locale.Length <= 35 && Bcp47().IsMatch(shop.Locale), "/locale", "invalid", "Give a language tag (BCP 47), such as en-GB.")
        .Require(IsTimeZone(shop.TimeZone), "/timeZone", "invalid", "Give an IANA time zone, such as Europe/Berlin.")
        .Range("/taxRate", shop.TaxRatePpm, 0, 1_000_000);

    // The shape first: the system looks a name up as a file.
    private static bool IsTimeZone(string name) => name.Length <= 64 && Iana().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    [GeneratedRegex(@"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Bcp47();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Iana();
}
