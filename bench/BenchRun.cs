using System.Globalization;
using Kontor.Bench.Load;
using Kontor.Bench.Machine;
using Kontor.Bench.Report;
using Kontor.Bench.Shop;

namespace Kontor.Bench;

/// <summary>One run of the benchmark: what its groups of figures share.</summary>
internal sealed class BenchRun(BenchSettings settings, Installation installation, Progress progress)
{
    public BenchSettings Settings => settings;

    public Installation Installation => installation;

    public Progress Progress => progress;

    public Results Results { get; } = new();

    public OrderBook Orders { get; } = new();

    /// <summary>Whether the small shop is filled.</summary>
    public bool HasArticles { get; set; }

    /// <summary>Whether the large shop is filled.</summary>
    public bool HasProducts { get; set; }

    /// <summary>Measures a load on the product, and writes it down.</summary>
    public Task<Leg> OnProduct(string name, Func<Task<Outcome>> load, CancellationToken cancellation) =>
        Leg(name, installation.Running.Pid, load, cancellation);

    /// <summary>Measures a baseline on the product's PostgreSQL. The program stands still meanwhile, so that what it still does of itself doesn't make the baseline look worse.</summary>
    public async Task<Leg> OnPostgres(string name, Func<Task<Outcome>> load, CancellationToken cancellation)
    {
        var pid = installation.Running.Pid.ToString(CultureInfo.InvariantCulture);
        await Command.Run("kill", ["-STOP", pid], cancellation);
        try
        {
            return await Leg(name, installation.Running.Pid, load, cancellation);
        }
        finally
        {
            await Command.Run("kill", ["-CONT", pid], CancellationToken.None);
        }
    }

    /// <summary>What kept a load from being faster.</summary>
    public static string BoundOf(Leg leg) => Bounds.Describe(leg, Environment.ProcessorCount);

    /// <summary>The same for reads: whoever waits for the disk or for rows meanwhile is one of the orders beside.</summary>
    public static string BoundOfReads(Leg leg) => BoundOf(leg with { Waits = new Dictionary<string, double>(StringComparer.Ordinal) });

    private async Task<Leg> Leg(string name, int pid, Func<Task<Outcome>> load, CancellationToken cancellation)
    {
        var leg = await Meter.Measure(name, pid, installation.Postmaster, installation.Database("postgres"), load, cancellation);
        Results.Legs.Add(leg);
        progress.Step(string.Create(CultureInfo.InvariantCulture, $"{name}: {leg.Outcome.Rate:N0}/s{(leg.Outcome.P99Ms is { } p99 ? $", p99 {p99:0.0} ms" : "")}"));
        return leg;
    }
}
