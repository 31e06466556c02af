using System.Globalization;
using Kontor.Bench.Load;
using Kontor.Bench.Machine;
using Kontor.Bench.Shop;

namespace Kontor.Bench.Figures;

/// <summary>How many orders a second are placed, beside what the same PostgreSQL does with the same work written by hand.</summary>
internal static class OrdersFigures
{
    private const int Few = 16;
    private const int Many = 64;
    private const string Spread = "spread";

    public static async Task Measure(BenchRun run, CancellationToken cancellation)
    {
        var scripts = await Baseline.Prepare(run, cancellation);
        await Place(run, Few, run.Settings.OrdersWarmUpSeconds, Spread, cancellation);
        await Place(run, Many, run.Settings.WarmUpSeconds, Spread, cancellation);

        // Files of the log that a checkpoint has done with are used again: from here on nobody waits for new ones.
        run.Progress.Step("lets the database's log go round once");
        await run.Installation.Execute("postgres", $"SELECT pg_logical_emit_message(false, 'kontor bench', ''), pg_switch_wal() FROM generate_series(1, {(run.Settings.Quick ? 32 : 128)})", cancellation);
        await run.Installation.Execute("postgres", "CHECKPOINT", cancellation);

        // Each baseline just before and just after what it is held against: machines change their pace by the minute.
        var limit = await OnPostgres(run, "L", scripts.OneStatement, Few, cancellation);
        var careful = await OnPostgres(run, "B", scripts.Statements, Few, cancellation);
        var few = await OnProduct(run, "orders", Few, Spread, cancellation);
        var hot = await OnProduct(run, "orders, one hot SKU", Few, Seeding.Sku(1), cancellation);
        var fewAgain = await OnProduct(run, "orders, again", Few, Spread, cancellation);
        var behind = await run.Installation.EventsBehind(cancellation);
        var carefulAgain = await OnPostgres(run, "B, again", scripts.Statements, Few, cancellation);
        var limitAgain = await OnPostgres(run, "L, again", scripts.OneStatement, Few, cancellation);

        var orders = Rate(few, fewAgain);
        run.Results.Set("orders_per_s", orders, BenchRun.BoundOf(few));
        run.Results.Set("orders_ratio", orders / Rate(careful, carefulAgain));
        run.Results.Set("orders_limit_ratio", orders / Rate(limit, limitAgain));
        run.Results.Set("hot_sku_ratio", hot.Outcome.Rate / orders, BenchRun.BoundOf(hot));
        run.Results.Set("orders_p99_ms", Slowest(few, fewAgain));
        run.Results.Set("baseline_p99_ms", Slowest(careful, carefulAgain));
        run.Results.Set("orders_program_ms", (few.ProgramMs + fewAgain.ProgramMs) / 2);
        run.Results.Set("orders_postgres_ms", (few.PostgresMs + fewAgain.PostgresMs) / 2);
        run.Results.Set("orders_events_behind", behind);

        careful = await OnPostgres(run, "B", scripts.Statements, Many, cancellation);
        var many = await OnProduct(run, "orders", Many, Spread, cancellation);
        carefulAgain = await OnPostgres(run, "B, again", scripts.Statements, Many, cancellation);
        run.Results.Set("orders_per_s_64", many.Outcome.Rate, BenchRun.BoundOf(many));
        run.Results.Set("orders_ratio_64", many.Outcome.Rate / Rate(careful, carefulAgain));
        run.Results.Set("orders_p99_ms_64", Slowest(many));
        run.Results.Set("orders_program_ms_64", many.ProgramMs);
        run.Results.Set("orders_postgres_ms_64", many.PostgresMs);
    }

    /// <summary>Places orders for some seconds, as fast as they are answered.</summary>
    private static async Task<Outcome> Place(BenchRun run, int clients, int seconds, string wanted, CancellationToken cancellation)
    {
        var number = run.Orders.NextRun().ToString(CultureInfo.InvariantCulture);
        var placed = await Wrk.Run(run.Installation.Running.Address, "orders.lua", clients, seconds, [number, wanted], cancellation);
        run.Orders.Add(placed.Done, unknown: clients);
        return placed;
    }

    private static Task<Leg> OnProduct(BenchRun run, string name, int clients, string wanted, CancellationToken cancellation) =>
        run.OnProduct($"{name}, {clients} clients", () => Place(run, clients, run.Settings.LegSeconds, wanted, cancellation), cancellation);

    private static Task<Leg> OnPostgres(BenchRun run, string name, string script, int clients, CancellationToken cancellation)
    {
        var (folder, database, logs) = (Processes.FolderOf(run.Installation.Postmaster), run.Installation.Database(Baseline.Database), run.Installation.Home.File("pgbench"));
        return run.OnPostgres($"{name}, {clients} clients", () => PgBench.Run(folder, database, script, clients, run.Settings.LegSeconds, logs, cancellation), cancellation);
    }

    private static double Slowest(params IEnumerable<Leg> legs) => legs.Max(leg => leg.Outcome.P99Ms!.Value);

    private static double Rate(Leg one, Leg other) => (one.Outcome.Rate + other.Outcome.Rate) / 2;
}
