using System.Text.RegularExpressions;

namespace Kontor.Host.Commands.Import.Retail;

/// <summary>What stands in the file's column for stock codes: products, and a few codes that stand for something else.</summary>
internal static partial class StockCodes
{
    /// <summary>Postage and carriage: they become the order's delivery fee.</summary>
    public static bool IsFee(string code) => code is "POST" or "DOT" or "C2";

    /// <summary>Why lines with this code are no sale of a product; null when they are.</summary>
    public static string? ReasonAgainst(string code) => code switch
    {
        "D" => "discount",
        "M" => "manual_entry",
        "S" => "samples",
        "B" => "bad_debt",
        "BANK CHARGES" or "AMAZONFEE" or "CRUK" => "charges",
        _ when code.StartsWith("GIFT_", StringComparison.Ordinal) => "gift_voucher",
        _ when code.StartsWith("TEST", StringComparison.Ordinal) => "test",
        _ => Code().IsMatch(code) ? null : "malformed_code",
    };

    // What the catalogue takes as a SKU, in capitals.
    [GeneratedRegex(@"\A[A-Z0-9](?:[A-Z0-9._/ -]{0,62}[A-Z0-9._/-])?\z")]
    private static partial Regex Code();
}
