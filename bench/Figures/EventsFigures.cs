using System.Diagnostics;
using Kontor.Bench.Load;
using Kontor.Bench.Machine;
using Kontor.Bench.Samples;
using Npgsql;

namespace Kontor.Bench.Figures;

/// <summary>How many events a second go through the bus: from the first one written, in transactions of its service, to the last one handled, each exactly once.</summary>
internal static class EventsFigures
{
    private const string Database = "events";
    private const int InTransaction = 100;
    private const int Writers = 4;

    public static async Task Measure(BenchRun run, CancellationToken cancellation)
    {
        await run.Installation.Execute("postgres", $"CREATE DATABASE {Database}", cancellation);
        var owner = run.Installation.Database(Database);
        var (app, parts) = await TickService.Start(owner.ConnectionString, cancellation);
        await using (app)
        {
            var (warmUp, count) = run.Settings.Quick ? (1_000, 5_000) : (5_000, 40_000);
            await Deliver(parts, 0, warmUp, cancellation);
            var leg = await Meter.Measure("events", null, run.Installation.Postmaster, owner, () => Deliver(parts, warmUp, count, cancellation), cancellation);
            var (all, different) = await parts.WrittenDown(cancellation);
            if (all != warmUp + count || different != all)
            {
                throw new BenchFailedException($"{warmUp + count} events were told, {all} handled, {different} of them different ones.");
            }

            run.Results.Legs.Add(leg);
            run.Results.Set("events_per_s", leg.Outcome.Rate, BenchRun.BoundOf(leg));
            run.Progress.Step($"events: {leg.Outcome.Rate:N0}/s");
        }

        NpgsqlConnection.ClearAllPools();
    }

    private static async Task<Outcome> Deliver(TickService.Parts parts, long first, int count, CancellationToken cancellation)
    {
        var (started, before) = (Stopwatch.GetTimestamp(), parts.Heard);
        var batches = Enumerable.Range(0, count / InTransaction).Select(batch => Enumerable.Range(0, InTransaction).Select(index => first + batch * InTransaction + index));
        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancellation }, async (batch, token) => await parts.Tell(batch, token));
        while (parts.Heard - before < count)
        {
            await Task.Delay(1, cancellation);
        }

        return new Outcome(count, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }
}
