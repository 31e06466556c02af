using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using Kontor.Testing;

namespace Kontor.Inventory.Tests.Properties;

/// <summary>
/// Random reservations, commits, releases, expiries, extensions and adjustments, held against a model that does one thing after the other. A failure shows the shortest commands that
/// still fail and the seed that finds them again.
/// </summary>
public sealed class StockProperties
{
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(Slow.Runs ? 40 : 4);

    private static readonly StockModel s_start = StockModel.Of(("a", "main", 4), ("a", "annex", 3), ("b", "main", 3));

    // So much of everything, in one place, that it is given out without looking.
    private static readonly StockModel s_plenty = StockModel.Of(("a", "main", 40), ("b", "main", 40));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_is_done_in_turn_the_stock_is_what_the_model_says(bool plenty)
    {
        var start = plenty ? s_plenty : s_start;
        var (shop, clock) = await NewShop();
        await Holds(StockCommands.InTurn, async commands =>
        {
            var (model, real) = (start, await RealStock.Make(shop, clock, start));
            foreach (var command in commands)
            {
                (model, var expected) = model.Do(command);
                Same(expected, await real.Do(command), $"the answer to {command}");
            }

            Same(model.ToString(), (await real.Look(model.Now)).ToString(), "the stock at the end");
            Same("", string.Join("; ", await real.Imbalance()), "the books");
        });
        await shop.Installation.App.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_is_done_at_once_could_have_been_done_in_some_order(bool plenty)
    {
        var start = plenty ? s_plenty : s_start;
        var (shop, clock) = await NewShop();
        await Holds(StockCommands.AtOnce, async clients =>
        {
            var real = await RealStock.Make(shop, clock, start);
            var histories = await Task.WhenAll(clients.Select((commands, client) => Task.Run(() => Done.At(real, client, commands))));
            var history = histories.SelectMany(done => done).OrderBy(done => done.Began).ToList();
            var end = await real.Look(0);
            Assert.True(SomeOrder.Explains(start, history, end), $"No order of these gives these answers and\n{end}\n{string.Join('\n', history)}");
            Same("", string.Join("; ", await real.Imbalance()), "the books");
        });
        await shop.Installation.App.DisposeAsync();
    }

    [Fact]
    public void The_search_for_an_order_finds_one_and_finds_none()
    {
        Done first = new(0, new StockCommand.Reserve(5, 30), 0, 10, "held for #5"), second = new(1, new StockCommand.Reserve(2, 30), 1, 11, "inventory.out_of_stock: a 3 wanted, 2 available.");
        var end = s_start.Do(first.Command).After;

        Assert.True(SomeOrder.Explains(s_start, [second, first], end));
        Assert.False(SomeOrder.Explains(s_start, [second, first], s_start));
        Assert.False(SomeOrder.Explains(s_start, [second with { Ended = 2 }, first with { Began = 3 }], end));
        Assert.False(SomeOrder.Explains(s_start, [first, second with { Answer = "held for #2" }], end));
    }

    /// <summary>As many runs as the time allows. Each batch has a seed of its own, which a failure tells.</summary>
    private static async Task Holds<T>(Arbitrary<T> commands, Func<T, Task> property)
    {
        const int Batch = 10;
        var config = Config.QuickThrowOnFailure.WithMaxTest(Batch).WithStartSize(10).WithEndSize(40).WithQuietOnSuccess(true);
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < s_time)
        {
            // FsCheck waits for its properties, so on a thread that may wait.
            await Task.Factory.StartNew(
                () => Check.One(config, Prop.ForAll(commands, value => Task.Run(() => property(value)).GetAwaiter().GetResult())),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }
    }

    private static void Same(string expected, string actual, string what) => Assert.True(expected == actual, $"{what}\n  should be: {expected}\n  is:        {actual}");

    private static async Task<(TestShop Shop, ShiftedClock Clock)> NewShop()
    {
        var clock = new ShiftedClock();
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase(), options => options with { Clock = clock, RunJobs = false, Port = null });
        return (await installation.NewShop(), clock);
    }
}
