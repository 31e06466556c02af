using System.Collections.Concurrent;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;
using Kontor.Platform.Tests.Samples;
using Microsoft.Extensions.DependencyInjection;
using Kontor.Testing;

namespace Kontor.Platform.Tests.Messaging;

/// <summary>From a transaction to every consumer: the known traps of event delivery.</summary>
public sealed class EventTests
{
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly ShopId _shop = SampleProcess.NewShop();

    [Fact]
    public async Task An_event_is_told_only_if_its_transaction_commits()
    {
        await using var process = await SampleProcess.Start(declare: service => service.Hears(Listen));
        await process.Database.In(_shop).Transaction<bool>(
            async transaction =>
            {
                process.Outbox.Add(transaction, _shop, SampleWritten.Type, Guid.NewGuid(), new SampleWritten("rolled back"));
                return new Error(ErrorKind.Conflict, "sample.refused", "No.");
            },
            CancellationToken.None);
        await process.Write(_shop, "committed");

        await TestServer.Eventually(() => !_heard.IsEmpty);
        Assert.Equal(["committed"], _heard);
    }

    [Fact]
    public async Task One_that_commits_late_is_not_skipped_and_holds_up_nobody()
    {
        await using var process = await SampleProcess.Start(declare: service => service.Hears(Listen));
        var written = new TaskCompletionSource();
        var commit = new TaskCompletionSource();
        var late = process.Database.In(_shop).Transaction<bool>(
            async transaction =>
            {
                process.Outbox.Add(transaction, _shop, SampleWritten.Type, Guid.NewGuid(), new SampleWritten("began first"));
                await transaction.Execute($"SELECT 1"); // sends it
                written.SetResult();
                await commit.Task;
                return true;
            },
            CancellationToken.None);
        await written.Task;
        await process.Write(_shop, "committed first");

        // While the other transaction is open still.
        await TestServer.Eventually(() => _heard.Count == 1);
        commit.SetResult();
        Assert.True((await late).Succeeded);

        await TestServer.Eventually(() => _heard.Count == 2);
        Assert.Equal(["committed first", "began first"], _heard);
    }

    [Fact]
    public async Task Two_sequencers_at_once_give_each_event_one_position_without_gaps()
    {
        await using var one = await SampleProcess.Start(declare: service => service.Hears(SampleProcess.WriteDown));
        await using var two = await SampleProcess.Start(one.Owner, service => service.Hears(SampleProcess.WriteDown));
        using var written = new CancellationTokenSource();

        // Whoever has the lease goes on believing so for seconds after it is gone: meanwhile the other one takes it.
        var thief = Task.Run(async () =>
        {
            while (!written.IsCancellationRequested)
            {
                await TestServer.Do(one.Owner, "DELETE FROM bus.job_lease");
                await Task.Delay(20);
            }
        });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            var key = Guid.NewGuid();
            for (var number = 0; number < 100; number++)
            {
                await (writer % 2 == 0 ? one : two).Write(_shop, $"{writer}/{number:000}", key);
            }
        })));
        await TestServer.Eventually(async () => (await one.Heard(_shop)).Count >= 800);
        await written.CancelAsync();
        await thief;

        var heard = await one.Heard(_shop);
        Assert.Equal(800, heard.Count);
        Assert.All(heard.GroupBy(word => word[0]), writer => Assert.Equal(Enumerable.Range(0, 100).Select(number => $"{writer.Key}/{number:000}"), writer));
        Assert.Equal("1 800 800", await TestServer.Ask<string>(one.Owner, "SELECT format('%s %s %s', min(position), max(position), count(*)) FROM bus.log"));
        await Holds(one);
    }

    [Fact]
    public async Task After_a_crash_right_after_the_commit_the_event_is_told_all_the_same()
    {
        var database = await TestServer.NewDatabase();
        await using (var crashed = await SampleProcess.Start(database, change: options => options with { RunJobs = false }))
        {
            await crashed.Write(_shop, "committed");
        }

        await using var process = await SampleProcess.Start(database, service => service.Hears(Listen));
        await TestServer.Eventually(() => !_heard.IsEmpty);
        Assert.Equal(["committed"], _heard);
    }

    [Fact]
    public async Task After_a_crash_between_the_effect_and_the_mark_of_how_far_it_was_read_nothing_happens_twice()
    {
        var deliveries = 0;
        var database = await TestServer.NewDatabase();
        async Task Hear(Database own, Event<SampleWritten> written)
        {
            await SampleProcess.WriteDown(own, written);
            Interlocked.Increment(ref deliveries);
        }

        await using (var crashed = await SampleProcess.Start(database, service => service.Hears(Hear)))
        {
            for (var number = 0; number < 20; number++)
            {
                await crashed.Write(_shop, $"{number}");
            }

            await TestServer.Eventually(() => Volatile.Read(ref deliveries) == 20);
        }

        await TestServer.Do(database, "UPDATE bus.consumer SET position = 0");
        await using var process = await SampleProcess.Start(database, service => service.Hears(Hear));
        await TestServer.Eventually(() => Volatile.Read(ref deliveries) == 40);

        Assert.Equal(20, (await process.Heard(_shop)).Count);
    }

    [Fact]
    public async Task A_handler_that_fails_before_and_after_its_commit_has_its_effect_once()
    {
        var attempts = 0;
        await using var process = await SampleProcess.Start(declare: service => service.Hears(async (database, written) =>
        {
            var attempt = Interlocked.Increment(ref attempts);
            await written.Once<bool>(database.In(written.Call.Shop), async transaction =>
            {
                await transaction.Execute(SampleProcess.Count(written.Call.Shop, written.Body.Word));
                return attempt == 1 ? throw new InvalidCastException("before the commit") : true;
            });
            if (attempt == 2)
            {
                throw new InvalidCastException("after the commit");
            }

            _heard.Enqueue(written.Body.Word);
        }));
        await process.Write(_shop, "hard to take");
        await process.Write(_shop, "next");

        await TestServer.Eventually(() => _heard.Count == 2);
        Assert.Equal(["hard to take", "next"], _heard);
        Assert.Equal((4, 1), (attempts, await process.Times(_shop, "hard to take")));
    }

    [Fact]
    public async Task A_consumer_that_was_down_for_an_hour_goes_on_where_it_stopped_and_misses_nothing()
    {
        var database = await TestServer.NewDatabase();
        await using (var first = await SampleProcess.Start(database, service => service.Hears(Listen)))
        {
            await first.Write(_shop, "before");
            await TestServer.Eventually(async () => _heard.Count == 1 && (await first.App.Events.Consumers(default))[0].Lag == 0);
        }

        _heard.Clear();
        await using (var withoutIt = await SampleProcess.Start(database))
        {
            for (var number = 0; number < 50; number++)
            {
                await withoutIt.Write(_shop, $"{number:00}");
            }

            await TestServer.Eventually(async () => (await withoutIt.App.Events.Waiting(default))["sample"] == 0);
            Assert.Equal(50, (await withoutIt.App.Events.Consumers(default))[0].Lag);
        }

        var clock = new ShiftedClock();
        clock.Advance(TimeSpan.FromHours(1));
        await using var back = await SampleProcess.Start(database, service => service.Hears(Listen), options => options with { Clock = clock });
        await TestServer.Eventually(() => _heard.Count == 50);
        Assert.Equal(Enumerable.Range(0, 50).Select(number => $"{number:00}"), _heard);
    }

    [Fact]
    public async Task A_consumer_knows_an_event_by_its_declared_name_whatever_the_type_is_called()
    {
        var database = await TestServer.NewDatabase();
        await using (var before = await SampleProcess.Start(database, change: options => options with { RunJobs = false }))
        {
            await before.Write(_shop, "told under another name");
        }

        await using var process = await SampleProcess.Start(database, service =>
        {
            service.Services.AddSingleton(_heard);
            service.On(RenamedSince.Type, (RenamedListener listener) => listener.Handle);
        });
        await TestServer.Eventually(() => !_heard.IsEmpty);

        Assert.Equal(["told under another name"], _heard);
        Assert.Equal("sample", await TestServer.Ask<string>(database, "SELECT string_agg(name, ',') FROM bus.consumer"));
        Assert.Equal("word.said 1 sample {\"word\": \"told under another name\"}", await TestServer.Ask<string>(database, "SELECT type || ' ' || version || ' ' || topic || ' ' || body FROM bus.log"));
    }

    [Fact]
    public async Task A_consumer_acts_in_the_events_shop_and_as_the_system()
    {
        var calls = new ConcurrentQueue<(ShopId, string)>();
        await using var process = await SampleProcess.Start(declare: service => service.Hears((_, written) =>
        {
            calls.Enqueue((written.Call.Shop, written.Call.Actor.Kind));
            return Task.CompletedTask;
        }));
        await process.Write(_shop, "here");
        await TestServer.Eventually(() => !calls.IsEmpty);
        Assert.Equal([(_shop, "system")], calls);
    }

    [Fact]
    public async Task Another_process_hears_of_an_event_by_a_signal_and_not_only_when_it_happens_to_look()
    {
        // The listener has the leases; the writer never sequences.
        await using var process = await SampleProcess.Start(declare: service => service.Hears(Listen));
        await using var writer = await SampleProcess.Start(process.Owner);
        var waits = new List<TimeSpan>();
        for (var number = 0; number < 20; number++)
        {
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            await writer.Write(_shop, "quick");
            await TestServer.Eventually(() => _heard.Count > waits.Count);
            waits.Add(System.Diagnostics.Stopwatch.GetElapsedTime(started));
        }

        // Those who only look do so once a second.
        Assert.InRange(waits.Order().ElementAt(10), TimeSpan.Zero, TimeSpan.FromMilliseconds(400));
    }

    internal static async Task Holds(SampleProcess process)
    {
        foreach (var check in process.App.Checks)
        {
            Assert.Empty(await check.FindViolations(CancellationToken.None));
        }
    }

    private Task Listen(Database database, Event<SampleWritten> written)
    {
        _heard.Enqueue(written.Body.Word);
        return Task.CompletedTask;
    }

    /// <summary>What <see cref="SampleWritten"/> might be called one day.</summary>
    private sealed record RenamedSince(string Word)
    {
        public static readonly EventType<RenamedSince> Type = new("word.said", "sample");
    }

    private sealed class RenamedListener(ConcurrentQueue<string> heard)
    {
        public Task Handle(Event<RenamedSince> written)
        {
            heard.Enqueue(written.Body.Word);
            return Task.CompletedTask;
        }
    }
}
