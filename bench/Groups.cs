using Kontor.Bench.Figures;
using Kontor.Bench.Load;
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
        new("orders", 210, 50, NeedArticles, OrdersFigures.Measure),
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
}
