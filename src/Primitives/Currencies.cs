using System.Collections.Frozen;

namespace Kontor;

/// <summary>The active ISO 4217 currencies and how many decimals each has (list of 2024).</summary>
public static class Currencies
{
    private const string TwoDecimals =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK " +
        "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK " +
        "LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON " +
        "RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD " +
        "YER ZAR ZMW ZWL";

    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";

    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";

    private static readonly FrozenDictionary<string, int> s_decimals =
        TwoDecimals.Split(' ').Select(code => (code, 2))
            .Concat(NoDecimals.Split(' ').Select(code => (code, 0)))
            .Concat(ThreeDecimals.Split(' ').Select(code => (code, 3)))
            .ToFrozenDictionary(pair => pair.code, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>Whether the code is an active ISO 4217 currency, in upper case.</summary>
    public static bool IsKnown(string code) => s_decimals.ContainsKey(code);

    /// <summary>How many decimals the currency has: 2 for EUR, 0 for JPY, 3 for KWD.</summary>
    /// <exception cref="ArgumentException">The code isn't known.</exception>
    public static int Decimals(string code) =>
        s_decimals.TryGetValue(code, out var decimals) ? decimals : throw new ArgumentException($"'{code}' is no ISO 4217 currency.", nameof(code));

    /// <summary>Minor units in a major one: 100 for EUR, 1 for JPY.</summary>
    /// <exception cref="ArgumentException">The code isn't known.</exception>
    public static decimal Scale(string code) => Decimals(code) switch { 0 => 1m, 2 => 100m, _ => 1000m };
}
