using System.Collections.Concurrent;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Platform.Tests.Samples;

namespace Kontor.Platform.Tests.Storage;

public sealed class GroupWorkTests
{
    private readonly ConcurrentQueue<(ShopId Shop, IReadOnlyList<string> Items)> _groups = new();
    private readonly ShopId _shop = SampleProcess.NewShop();

    [Fact]
    public async Task A_lone_request_waits_for_nobody()
    {
        var stage = Stage();
        Assert.Equal("HELLO", (await stage.Do("hello", SampleProcess.In(_shop))).Value);
        Assert.Equal(["hello"], Assert.Single(_groups).Items);
    }

    [Fact]
    public async Task What_comes_while_a_group_is_under_way_is_the_next_group()
    {
        var gate = new Gate();
        var stage = Stage(gate.Pass);
        var first = stage.Do("first", SampleProcess.In(_shop));
        await gate.Reached;
        var rest = Enumerable.Range(0, 50).Select(number => stage.Do($"r{number}", SampleProcess.In(_shop))).ToList();
        gate.Open();

        Assert.Equal("FIRST", (await first).Value);
        Assert.Equal(Enumerable.Range(0, 50).Select(number => $"R{number}"), (await Task.WhenAll(rest)).Select(answer => answer.Value));
        Assert.Equal([1, 50], _groups.Select(group => group.Items.Count));
    }

    [Fact]
    public async Task Work_that_nobody_waits_for_lingers_for_more_of_it()
    {
        var stage = new GroupWork<string, string>(
            "test",
            (shop, items, _) =>
            {
                _groups.Enqueue((shop, items));
                return Task.FromResult<IReadOnlyList<Result<string>>>([.. items.Select(item => (Result<string>)item)]);
            },
            linger: TimeSpan.FromSeconds(2));
        var first = stage.Do("first", SampleProcess.In(_shop));
        await Task.Delay(TimeSpan.FromMilliseconds(50));
        Assert.False(first.IsCompleted);
        await Task.WhenAll(first, stage.Do("second", SampleProcess.In(_shop)));

        Assert.Equal(["first", "second"], Assert.Single(_groups).Items);
    }

    [Fact]
    public async Task A_group_is_never_larger_than_its_cap()
    {
        var gate = new Gate();
        var stage = Stage(gate.Pass, cap: 8);
        var all = Enumerable.Range(0, 30).Select(number => stage.Do($"r{number}", SampleProcess.In(_shop))).ToList();
        gate.Open();
        await Task.WhenAll(all);
        Assert.All(_groups, group => Assert.InRange(group.Items.Count, 1, 8));
        Assert.Equal(30, _groups.Sum(group => group.Items.Count));
    }

    [Fact]
    public async Task A_request_that_breaks_the_group_does_not_take_the_others_along()
    {
        var gate = new Gate();
        var stage = Stage(async group =>
        {
            await gate.Pass(group);
            if (group.Contains("bad"))
            {
                throw new InvalidCastException("broken by one");
            }
        });
        var first = stage.Do("first", SampleProcess.In(_shop));
        await gate.Reached;
        var (good, bad, better) = (stage.Do("good", SampleProcess.In(_shop)), stage.Do("bad", SampleProcess.In(_shop)), stage.Do("better", SampleProcess.In(_shop)));
        gate.Open();

        Assert.Equal(["FIRST", "GOOD", "BETTER"], (await Task.WhenAll(first, good, better)).Select(answer => answer.Value));
        await Assert.ThrowsAsync<InvalidCastException>(() => bad);
        Assert.Equal("STILL THERE", (await stage.Do("still there", SampleProcess.In(_shop))).Value);
    }

    [Fact]
    public async Task A_group_holds_one_shop_only()
    {
        var other = SampleProcess.NewShop();
        var gate = new Gate();
        var stage = Stage(gate.Pass);
        var first = stage.Do("first", SampleProcess.In(_shop));
        await gate.Reached;
        var rest = Enumerable.Range(0, 20).Select(number => stage.Do(number % 2 == 0 ? "mine" : "theirs", SampleProcess.In(number % 2 == 0 ? _shop : other))).ToList();
        gate.Open();
        await Task.WhenAll([first, .. rest]);

        Assert.Equal(3, _groups.Count);
        Assert.All(_groups.Where(group => group.Shop == other), group => Assert.All(group.Items, item => Assert.Equal("theirs", item)));
        Assert.DoesNotContain(_groups, group => group.Shop == _shop && group.Items.Contains("theirs"));
    }

    [Fact]
    public async Task Who_gives_up_before_the_group_starts_is_left_out_and_who_gives_up_later_undoes_nothing()
    {
        var gate = new Gate();
        var stage = Stage(gate.Pass);
        using var early = new CancellationTokenSource();
        using var late = new CancellationTokenSource();
        var first = stage.Do("first", SampleProcess.In(_shop, aborted: late.Token));
        await gate.Reached;
        var (gone, stays) = (stage.Do("gone", SampleProcess.In(_shop, aborted: early.Token)), stage.Do("stays", SampleProcess.In(_shop)));
        await early.CancelAsync();
        await late.CancelAsync();
        gate.Open();

        Assert.Equal("FIRST", (await first).Value);
        Assert.Equal("STAYS", (await stays).Value);
        Assert.Equal("platform.deadline_exceeded", (await gone).Error.Code);
        Assert.DoesNotContain(_groups, group => group.Items.Contains("gone"));
    }

    [Fact]
    public async Task A_group_that_answers_too_few_is_a_bug_that_everybody_hears_of()
    {
        var gate = new Gate();
        var stage = new GroupWork<string, string>("test", async (_, items, _) =>
        {
            await gate.Pass(items);
            return [.. items.Skip(1).Select(item => (Result<string>)item)];
        });
        var first = stage.Do("first", SampleProcess.In(_shop));
        await gate.Reached;
        var (second, third) = (stage.Do("second", SampleProcess.In(_shop)), stage.Do("third", SampleProcess.In(_shop)));
        gate.Open();
        foreach (var answer in (Task[])[first, second, third, stage.Do("after it", SampleProcess.In(_shop))])
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => answer.WaitAsync(TimeSpan.FromSeconds(10)));
        }
    }

    [Fact]
    public async Task Ten_thousand_requests_of_eight_clients_are_all_answered_however_often_the_stage_goes_idle()
    {
        var done = 0;
        var stage = new GroupWork<string, string>("test", (_, items, _) =>
        {
            Interlocked.Add(ref done, items.Count);
            return Task.FromResult<IReadOnlyList<Result<string>>>([.. items.Select(item => (Result<string>)item)]);
        });

        // Each waits for its answer before it asks again, so the stage falls idle thousands of times: just when a wake-up could get lost.
        var clients = Enumerable.Range(0, 8).Select(client => Task.Run(async () =>
        {
            for (var number = 0; number < 1250; number++)
            {
                Assert.Equal($"{client}/{number}", (await stage.Do($"{client}/{number}", SampleProcess.In(_shop))).Value);
            }
        }));
        await Task.WhenAll(clients).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(10_000, done);
    }

    private GroupWork<string, string> Stage(Func<IReadOnlyList<string>, Task>? before = null, int cap = 128) => new(
        "test",
        async (shop, items, cancellation) =>
        {
            await (before?.Invoke(items) ?? Task.CompletedTask);
            _groups.Enqueue((shop, items));
            return [.. items.Select(item => (Result<string>)item.ToUpperInvariant())];
        },
        cap);

    /// <summary>Holds the first group up until the test opens it.</summary>
    private sealed class Gate
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Open() => _opened.SetResult();

        public Task Pass(IReadOnlyList<string> group)
        {
            _reached.TrySetResult();
            return _opened.Task;
        }
    }
}
