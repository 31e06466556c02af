using System.Diagnostics;
using Kontor.Bench.Load;
using Npgsql;

namespace Kontor.Bench.Machine;

/// <summary>Watches the processors and PostgreSQL while something runs.</summary>
internal static class Meter
{
    /// <param name="name">What is measured, for people.</param>
    /// <param name="program">The program that is measured; null when it is this one.</param>
    /// <param name="postmaster">The first process of PostgreSQL; null when it has no part in it.</param>
    /// <param name="database">Where to ask what PostgreSQL waits for; null when that is of no interest.</param>
    /// <param name="run">What to measure.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static async Task<Leg> Measure(string name, int? program, int? postmaster, NpgsqlConnectionStringBuilder? database, Func<Task<Outcome>> run, CancellationToken cancellation)
    {
        await using var waits = database is null ? null : await Waits.Start(database, cancellation);
        var before = CpuCounters.Read(program, postmaster);
        var started = Stopwatch.GetTimestamp();
        var outcome = await run();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var costs = CpuCounters.Read(program, postmaster).Since(before);
        if (waits is not null)
        {
            await waits.DisposeAsync();
        }

        return new Leg(name, outcome, costs, seconds, waits?.Shares ?? new Dictionary<string, double>(StringComparer.Ordinal));
    }
}
