using System.Globalization;

namespace Kontor.Bench.Machine;

/// <summary>Says in a sentence what kept a figure from being higher, out of what was measured meanwhile.</summary>
internal static class Bounds
{
    // With less left than this the scheduler has nothing to give any more.
    private const double Full = 0.90;

    private static readonly HashSet<string> s_commit = new(["WALSync", "WALWrite", "WALInitSync", "WALInitWrite"], StringComparer.Ordinal);
    private static readonly HashSet<string> s_rows = new(["transactionid", "tuple"], StringComparer.Ordinal);

    /// <param name="leg">What was measured.</param>
    /// <param name="processors">How many there are.</param>
    public static string Describe(Leg leg, int processors)
    {
        var share = leg.Seconds * processors;
        var parts = Parts(leg).OrderByDescending(part => part.Seconds).ToList();
        var used = parts.Sum(part => part.Seconds) / share;
        var list = string.Join(", ", parts.Where(part => part.Seconds / leg.Seconds >= 0.01).Select(part => $"{part.Name} {Number(part.Seconds / leg.Seconds)}"));
        var cores = $"Of {processors} processors {list}, idle {Number(Math.Max(0, (1 - used) * processors))}";
        return used >= Full
            ? $"{cores}: bound by the processors, most of all {Blame(parts[0], leg, share)}.{Commits(leg)}"
            : $"{cores}: not bound by the processors{Waiting(leg)}.";
    }

    private static IEnumerable<(string Name, double Seconds)> Parts(Leg leg) =>
    [
        ("the program", leg.Costs.Program), ("PostgreSQL", leg.Costs.Postgres), ("the load generator", leg.Costs.Load),
        ("others on this machine", leg.Costs.Others), ("the machine below", leg.Costs.Stolen),
    ];

    private static string Blame((string Name, double Seconds) largest, Leg leg, double share) =>
        $"{largest.Name} ({Percent(largest.Seconds / share)}{(leg.Costs.Others + leg.Costs.Stolen > share / 10 ? "; others took more than a tenth, so take the figure with care" : "")})";

    private static string Commits(Leg leg) => Share(leg, s_commit) is > 0.2 and var waiting ? $" PostgreSQL's connections waited for the disk to sync {Percent(waiting)} of their time." : "";

    private static string Waiting(Leg leg) =>
        leg.Waits.Count == 0 ? ", but by the way from one step to the next"
        : Share(leg, s_commit) is > 0.3 and var syncing ? $", but by commits: PostgreSQL's connections waited for the disk to sync {Percent(syncing)} of their time"
        : Share(leg, s_rows) is > 0.3 and var locked ? $", but by rows that everybody wants: PostgreSQL's connections waited for each other {Percent(locked)} of their time"
        : ", but by the way from one step to the next: neither the disk nor locks held PostgreSQL up";

    private static double Share(Leg leg, HashSet<string> waits) => leg.Waits.Where(pair => waits.Contains(pair.Key)).Sum(pair => pair.Value);

    private static string Number(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture) + " %";
}
