using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Kontor.Reports.Model;

/// <summary>
/// Where a page ended, and in which report: the pages of one report go on being about the same days, also when a day ends between two of them.
/// Clients hand it back unread.
/// </summary>
/// <param name="By">What the report is split by.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Revenue">Of the last item.</param>
/// <param name="Key">Of the last item.</param>
internal sealed record SalesCursor(string By, string From, string To, long Revenue, string Key)
{
    public static SalesCursor Of(SalesRange range, long revenue, string key) => new(range.By, SalesRange.Text(range.From), SalesRange.Text(range.To), revenue, key);

    /// <summary>The cursor in the text, or null when it is none.</summary>
    public static SalesCursor? Parse(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('\n') is [var by, var from, var to, var revenue, var key]
                && long.TryParse(revenue, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
                && !key.Contains('\0', StringComparison.Ordinal)
                ? new SalesCursor(by, from, to, amount, key)
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public string Encode() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{By}\n{From}\n{To}\n{Revenue}\n{Key}")));

    /// <summary>Whether this is a place in that report.</summary>
    public bool IsIn(SalesRange range) =>
        this == Of(range, Revenue, Key) && (range.By != SalesRange.ByDay || (SalesRange.Parse(Key) is { } day && day >= range.From && day < range.To));
}
