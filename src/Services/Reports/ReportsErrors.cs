namespace Kontor.Reports;

internal static class ReportsErrors
{
    public const string Invalid = "reports.invalid";

    public static readonly Error BadCursor =
        Error.Invalid("reports.bad_cursor", "The cursor is none of ours.", new Fault("?after", "invalid", "Pass on 'next' of the page before as it came, with the same 'from', 'to' and 'by'."));
}
