using Kontor.Platform.Caching;
using Kontor.Testing;

namespace Kontor.Platform.Tests.Caching;

public sealed class CacheTests
{
    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(5);

    private readonly ShiftedClock _clock = new();
    private readonly ChangeMarks _marks = new();
    private readonly Cache<string, string> _cache;
    private readonly CacheTag _shop = CacheTag.Of("catalogue", new ShopId(Guid.NewGuid()));
    private int _made;

    public CacheTests() => _cache = new("test", 1_000_000, s_life, _marks, _clock);

    [Fact]
    public async Task Many_who_ask_at_once_share_one_making()
    {
        var gate = new TaskCompletionSource();
        var asking = Enumerable.Range(0, 200).Select(_ => Task.Run(() => _cache.Get("mugs", _shop, () => Make("red", gate.Task), CancellationToken.None))).ToList();
        while (Volatile.Read(ref _made) == 0)
        {
            await Task.Yield();
        }

        gate.SetResult();
        Assert.All(await Task.WhenAll(asking), value => Assert.Equal("red", value));
        Assert.Equal(1, _made);
        Assert.Equal("red", await Get("mugs", "blue"));
    }

    [Fact]
    public async Task A_value_is_made_anew_when_its_time_is_over()
    {
        Assert.Equal("red", await Get("mugs", "red"));
        _clock.Advance(s_life - TimeSpan.FromSeconds(5));
        Assert.Equal("red", await Get("mugs", "blue"));
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("blue", await Get("mugs", "blue"));
        Assert.Equal(2, _made);
    }

    [Fact]
    public async Task The_time_counts_from_the_beginning_of_the_making()
    {
        await _cache.Get(
            "mugs",
            _shop,
            () =>
            {
                _clock.Advance(s_life);
                return Make("red", Task.CompletedTask);
            },
            CancellationToken.None);
        Assert.False(_cache.TryGet("mugs", out _));
    }

    [Fact]
    public async Task A_change_is_seen_at_once_and_what_is_untouched_stays()
    {
        var other = CacheTag.Of("catalogue", new ShopId(Guid.NewGuid()));
        await Get("mugs", "red");
        await _cache.Get("cups", other, () => Task.FromResult(Made.Kept("white", 10, other)), CancellationToken.None);
        _marks.Changed(_shop);
        Assert.False(_cache.TryGet("mugs", out _));
        Assert.True(_cache.TryGet("cups", out _));
        Assert.Equal("blue", await Get("mugs", "blue"));
    }

    [Fact]
    public async Task A_reading_that_a_change_overtook_is_not_kept_and_nobody_who_comes_after_the_change_waits_for_it()
    {
        var gate = new TaskCompletionSource();
        var early = _cache.Get("mugs", _shop, () => Make("before the change", gate.Task), CancellationToken.None);
        _marks.Changed(_shop);

        Assert.Equal("after it", await Get("mugs", "after it"));
        gate.SetResult();
        Assert.Equal("before the change", await early);
        Assert.Equal("after it", await Get("mugs", "never made"));
    }

    [Fact]
    public async Task What_is_not_to_be_kept_is_made_again_and_so_is_what_failed()
    {
        Assert.Equal("no", await _cache.Get("mugs", _shop, () => Task.FromResult(Made.NotKept("no")), CancellationToken.None));
        await Assert.ThrowsAsync<TimeoutException>(() => _cache.Get("mugs", _shop, () => throw new TimeoutException(), CancellationToken.None));
        Assert.Equal("yes", await Get("mugs", "yes"));
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_nothing_from_the_others()
    {
        using var impatient = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        var first = _cache.Get("mugs", _shop, () => Make("red", gate.Task), impatient.Token);
        var second = _cache.Get("mugs", _shop, () => Make("blue", gate.Task), CancellationToken.None);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();
        Assert.Equal("red", await second);
    }

    [Fact]
    public async Task Memory_is_bounded_and_what_is_asked_for_often_stays()
    {
        await Get("often", "here");
        for (var number = 0; number < 5_000; number++)
        {
            await _cache.Get($"once {number}", _shop, () => Task.FromResult(Made.Kept("x", 2_000, _shop)), CancellationToken.None);
            Assert.InRange(_cache.Bytes, 0, 1_010_000);
            Assert.True(_cache.TryGet("often", out _));
        }

        Assert.False(_cache.TryGet("once 0", out _));
        await _cache.Get("huge", _shop, () => Task.FromResult(Made.Kept("x", 900_000, _shop)), CancellationToken.None);
        Assert.False(_cache.TryGet("huge", out _));
    }

    [Fact]
    public async Task No_reader_gets_a_value_older_than_a_change_that_was_done_before_it_asked()
    {
        var truth = 0;
        var changed = 0;
        var reading = 4;
        var writer = Task.Run(() =>
        {
            while (Volatile.Read(ref reading) > 0)
            {
                var next = Interlocked.Increment(ref truth);
                _marks.Changed(_shop);
                Volatile.Write(ref changed, next);
            }
        });
        var readers = Enumerable.Range(0, reading).Select(_ => Task.Run(async () =>
        {
            try
            {
                for (var number = 0; number < 50_000; number++)
                {
                    var atLeast = Volatile.Read(ref changed);
                    var read = await _cache.Get("truth", _shop, () => Make($"{Volatile.Read(ref truth)}", Task.CompletedTask), CancellationToken.None);
                    Assert.True(int.Parse(read) >= atLeast, $"{read} after {atLeast}");
                }
            }
            finally
            {
                Interlocked.Decrement(ref reading);
            }
        }));
        await Task.WhenAll([writer, .. readers]);
        Assert.True(_made > 0);
    }

    private Task<string> Get(string key, string value) => _cache.Get(key, _shop, () => Make(value, Task.CompletedTask), CancellationToken.None);

    private async Task<Made<string>> Make(string value, Task gate)
    {
        Interlocked.Increment(ref _made);
        await gate;
        return Made.Kept(value, value.Length, _shop);
    }
}
