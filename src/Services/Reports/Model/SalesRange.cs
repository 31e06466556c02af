using System.Globalization;
using Kontor.Platform.Failures;

namespace Kontor.Reports.Model;

/// <summary>Which sales a report is about.</summary>
/// <param name="By">What it is split by, one of <see cref="Splits"/>.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
internal sealed record SalesRange(string By, DateOnly From, DateOnly To)
{
    public const string ByDay = "day";

    public const string ByProduct = "product";

    public const string ByCountry = "country";

    private const int UsualDays = 30;

    /// <summary>Ten years.</summary>
    private const int MostDays = 3_660;

    private const string DayFormat = "yyyy-MM-dd";

    public static IReadOnlyList<string> Splits { get; } = [ByDay, ByProduct, ByCountry];

    /// <summary>Reads what a client asked for; what is empty gets its default.</summary>
    public static Result<SalesRange> Of(string by, string from, string to, DateOnly today)
    {
        var last = to.Length == 0 ? today : Parse(to);
        var first = from.Length == 0 ? Before(last ?? today, UsualDays - 1) : Parse(from);
        var validation = new Validation()
            .Require(by.Length == 0 || Splits.Contains(by), "?by", "invalid", $"Use one of {string.Join(", ", Splits)}.")
            .Require(first is not null, "?from", "invalid", "Give a day as YYYY-MM-DD, such as 2026-01-31.")
            .Require(last is not null, "?to", "invalid", "Give a day as YYYY-MM-DD, such as 2026-01-31.");
        if (first is not null && last is not null)
        {
            validation
                .Require(first <= last, "?from", "out_of_range", $"Give a day that isn't after the last one, {Text(last.Value)}.")
                .Require(last.Value.DayNumber - first.Value.DayNumber < MostDays, "?from", "out_of_range", $"Ask for {MostDays} days at most.");
        }

        return validation.Failed(ReportsErrors.Invalid, out var error) ? error : new SalesRange(by.Length == 0 ? ByDay : by, first!.Value, last!.Value);
    }

    public static DateOnly? Parse(string day) =>
        DateOnly.TryParseExact(day, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : null;

    public static string Text(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static DateOnly Before(DateOnly day, int days) => DateOnly.FromDayNumber(Math.Max(0, day.DayNumber - days));
}
