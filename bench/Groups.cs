using System.Diagnostics;
using System.Globalization;
using Kontor.Bench.Figures;
using Kontor.Bench.Load;
using Kontor.Bench.Report;
using Kontor.Bench.Shop;

namespace Kontor.Bench;

/// <summary>Figures that are measured together.</summary>
/// <param name="Name">What <c>--only</c> calls it.</param>
/// <param name="FullSeconds">About how long it takes.</param>
/// <param name="QuickSeconds">The same with <c>--quick</c>.</param>
/// <param name="Needs">What must be there before.</param>
/// <param name="Figures">Measures them.</param>
internal sealed record Group(string Name, int FullSeconds, int QuickSeconds, Func<BenchRun, CancellationToken, Task> Needs, Func<BenchRun, CancellationToken, Task> Figures)
{
    public int Seconds(bool quick) => quick ? QuickSeconds : FullSeconds;

    public async Task Measure(BenchRun run, CancellationToken cancellation)
    {
        await Needs(run, cancellation);
        await Figures(run, cancellation);
    }
}

/// <summary>All groups, in the order in which they run.</summary>
internal static class Groups
{
    public static readonly IReadOnlyList<Group> All =
    [
        // First, as it needs a home that isn't there yet.
        new("start", 25, 15, (_, _) => Task.CompletedTask, StartFigures.Measure),
        new("rpc", 12, 5, (_, _) => Task.CompletedTask, RpcFigures.Measure),
        new("orders", 220, 40, NeedArticles, OrdersFigures.Measure),
        new("lists", 100, 25, NeedQuietArticles, ListFigures.Measure),
        new("pages", 75, 15, NeedProducts, ReadFigures.Pages),
        new("search", 30, 10, NeedProducts, ReadFigures.Searches),
        new("events", 15, 5, NeedProgram, EventsFigures.Measure),
        // Last: its events keep the shop busy for a while.
        new("import", 45, 10, NeedProgram, ImportFigures.Measure),
    ];

    /// <summary>Whatever was done to it, the shop must be in order.</summary>
    /// <exception cref="BenchFailedException">It isn't.</exception>
    public static async Task CheckAll(BenchRun run, CancellationToken cancellation)
    {
        if (!run.Installation.IsRunning)
        {
            return;
        }

        run.Progress.Step("held against its invariants");
        if (run.HasArticles)
        {
            StartFigures.Loaded(run);
            await run.Orders.Check(run.Installation, cancellation);
        }

        await run.Installation.Json(["doctor"], cancellation); // its exit status says whether everything holds
    }

    private static async Task NeedProgram(BenchRun run, CancellationToken cancellation)
    {
        if (!run.Installation.IsRunning)
        {
            await run.Installation.Start(cancellation);
        }

        if (run.Results.Facts.Count == 0)
        {
            run.Results.Facts.AddRange(await ServerFacts.Read(run.Installation, cancellation));
        }
    }

    private static async Task NeedArticles(BenchRun run, CancellationToken cancellation)
    {
        await NeedProgram(run, cancellation);
        if (!run.HasArticles)
        {
            await Seeding.AddArticles(run.Installation, cancellation);
            run.HasArticles = true;
        }
    }

    private static async Task NeedProducts(BenchRun run, CancellationToken cancellation)
    {
        await NeedArticles(run, cancellation);
        if (!run.HasProducts)
        {
            run.Progress.Step(string.Create(CultureInfo.InvariantCulture, $"imports {run.Settings.Products:N0} products"));
            await Seeding.AddProducts(run.Installation, run.Settings.Products, cancellation);
            run.HasProducts = true;
        }

        await NeedQuietArticles(run, cancellation);
    }

    /// <summary>What earlier loads left to do is done, or else it would be measured with what comes next.</summary>
    private static async Task NeedQuietArticles(BenchRun run, CancellationToken cancellation)
    {
        await NeedArticles(run, cancellation);
        var started = Stopwatch.GetTimestamp();
        var patience = TimeSpan.FromSeconds(run.Settings.Quick ? 10 : 60);
        while (await run.Installation.EventsBehind(cancellation) is > 0 and var behind)
        {
            if (Stopwatch.GetElapsedTime(started) > patience)
            {
                run.Results.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"{behind:N0} events of earlier loads were still being handled while the next figures were measured."));
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
        }
    }
}
