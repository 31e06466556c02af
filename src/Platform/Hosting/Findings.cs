using Kontor.Platform.Storage;

namespace Kontor.Platform.Hosting;

/// <summary>What a check of the data found.</summary>
/// <param name="Violations">What breaks the invariant, a line each, a few dozen at most; nothing when it holds.</param>
/// <param name="Looked">How many were looked at; null when the check doesn't count.</param>
/// <param name="Of">What was looked at, in the plural: <c>levels</c>.</param>
/// <param name="InFlight">How many of them are between two steps just now, so that nobody can say yet. What stays so for longer than <see cref="Grace"/> is a violation, unless somebody is seen to work at it (an event that is retried).</param>
public sealed record Findings(IReadOnlyList<string> Violations, long? Looked = null, string Of = "", long InFlight = 0)
{
    /// <summary>How long work may be between two steps. Recovery takes less than a minute.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);
}

/// <summary>Checks that are a statement each.</summary>
public static class Examination
{
    /// <summary>Holds the rows of all shops against an invariant.</summary>
    /// <param name="database">The service's database.</param>
    /// <param name="of">What is looked at, in the plural.</param>
    /// <param name="counted">Counts what is looked at: one number.</param>
    /// <param name="violations">What breaks the invariant, a line of text each. One statement sees one moment, so work that goes on can't look broken.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="inFlight">Counts what is between two steps just now; null when nothing can be.</param>
    public static async Task<Findings> Examine(this Database database, string of, Sql counted, Sql violations, CancellationToken cancellation, Sql? inFlight = null)
    {
        var all = database.AcrossShops();
        return new Findings(
            await all.List<string>(violations, cancellation),
            await all.Find<long>(counted, cancellation),
            of,
            inFlight is null ? 0 : await all.Find<long>(inFlight, cancellation));
    }
}
