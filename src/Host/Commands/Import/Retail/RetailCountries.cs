using System.Collections.Frozen;

namespace Kontor.Host.Commands.Import.Retail;

/// <summary>The file's names of countries as ISO 3166-1 codes.</summary>
internal static class RetailCountries
{
    /// <summary>What ISO 3166-1 leaves to its users, and what they use for a place that isn't known.</summary>
    private const string Unknown = "ZZ";

    private static readonly FrozenDictionary<string, string> s_codes = new Dictionary<string, string>
    {
        ["United Kingdom"] = "GB", ["Germany"] = "DE", ["France"] = "FR", ["EIRE"] = "IE", ["Ireland"] = "IE", ["Spain"] = "ES", ["Netherlands"] = "NL", ["Belgium"] = "BE",
        ["Switzerland"] = "CH", ["Australia"] = "AU", ["Portugal"] = "PT", ["Norway"] = "NO", ["Finland"] = "FI", ["Italy"] = "IT", ["Cyprus"] = "CY", ["Japan"] = "JP",
        ["Sweden"] = "SE", ["Austria"] = "AT", ["Hong Kong"] = "HK", ["Poland"] = "PL", ["Israel"] = "IL", ["Denmark"] = "DK", ["Singapore"] = "SG", ["Canada"] = "CA",
        ["Iceland"] = "IS", ["Greece"] = "GR", ["Malta"] = "MT", ["Lebanon"] = "LB", ["Lithuania"] = "LT", ["Brazil"] = "BR", ["United Arab Emirates"] = "AE", ["USA"] = "US",
        ["Bahrain"] = "BH", ["Czech Republic"] = "CZ", ["Saudi Arabia"] = "SA", ["RSA"] = "ZA", ["Korea"] = "KR", ["Thailand"] = "TH", ["West Indies"] = Unknown, ["Nigeria"] = "NG",
        ["Bermuda"] = "BM",
        // Jersey and Guernsey together; Jersey is the larger one.
        ["Channel Islands"] = "JE",
        // Reserved in ISO 3166-1 for the European Union.
        ["European Community"] = "EU",
        ["Unspecified"] = Unknown,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The code for a name, or for a code; ZZ for what isn't known, because a sale is none the less true for that.</summary>
    public static string CodeOf(string name) => s_codes.TryGetValue(name, out var code) ? code : Countries.IsKnown(name) ? name : Unknown;
}
