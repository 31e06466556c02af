using System.Collections.Concurrent;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;
using Kontor.Platform.Tests.Samples;

namespace Kontor.Platform.Tests.Messaging;

public sealed class DeliveryTests
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
                await process.Outbox.Add(transaction, _shop, SampleWritten.Type, Guid.NewGuid(), new SampleWritten("rolled back"));
                return new Error(ErrorKind.Conflict, "sample.refused", "No.");
            },
            CancellationToken.None);
        await process.Write(_shop, "committed");

        await TestServer.Eventually(() => !_heard.IsEmpty);
        Assert.Equal(["committed"], _heard);
    }

    [Fact]
    public async Task One_that_commits_late_is_neither_skipped_nor_overtaken_by_those_that_came_after_it()
    {
        await using var process = await SampleProcess.Start(declare: service => service.Hears(Listen));
        var written = new TaskCompletionSource();
        var commit = new TaskCompletionSource();
        var late = process.Database.In(_shop).Transaction<bool>(
            async transaction =>
            {
                await process.Outbox.Add(transaction, _shop, SampleWritten.Type, Guid.NewGuid(), new SampleWritten("began first"));
                written.SetResult();
                await commit.Task;
                return true;
            },
            CancellationToken.None);
        await written.Task;
        await process.Write(_shop, "committed first");

        // The delivery has looked since: had it read past the open transaction, its cursor would say so.
        await TestServer.Eventually(async () => await TestServer.Ask<long>(process.Owner, "SELECT count(*) FROM sample.outbox_cursor") == 1);
        Assert.Empty(_heard);
        commit.SetResult();
        Assert.True((await late).Succeeded);

        await TestServer.Eventually(() => _heard.Count == 2);
        Assert.Equal(["began first", "committed first"], _heard);
    }

    [Fact]
    public async Task Commit_order_holds_where_transaction_numbers_get_a_digit_longer()
    {
        await using var silent = await SampleProcess.Start(change: options => options with { RunJobs = false });
        foreach (var number in (int[])[9, 10, 99, 100])
        {
            await silent.Write(_shop, $"{number}");
        }

        await TestServer.Do(silent.Owner, "UPDATE sample.outbox SET xid = (body ->> 'word')::xid8");
        await using var process = await SampleProcess.Start(silent.Owner, service => service.Hears(Listen));
        await process.Write(_shop, "last");
        await TestServer.Eventually(() => _heard.Contains("last"));
        Assert.Equal(["9", "10", "99", "100", "last"], _heard);
    }

    [Fact]
    public async Task Many_writers_at_once_lose_no_event_and_each_ones_stay_in_order()
    {
        await using var process = await SampleProcess.Start(declare: service => service.Hears(Listen));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < 30; number++)
            {
                await process.Write(_shop, $"{writer}/{number:00}");
            }
        })));

        await TestServer.Eventually(() => _heard.Count >= 240);
        Assert.Equal(240, _heard.Distinct().Count());
        Assert.All(_heard.GroupBy(word => word[0]), writer => Assert.Equal(writer.Order(StringComparer.Ordinal), writer));
    }

    [Fact]
    public async Task A_handler_that_fails_twice_hears_the_event_again_and_its_effect_happens_once()
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
    public async Task Two_processes_have_the_effect_once_also_when_everything_is_delivered_again()
    {
        var deliveries = 0;
        void Declare(Kontor.Platform.Hosting.ServiceBuilder service) => service.Hears(async (database, written) =>
        {
            await CountOnce(database, written);
            Interlocked.Increment(ref deliveries);
        });
        await using var one = await SampleProcess.Start(declare: Declare);
        await using var two = await SampleProcess.Start(one.Owner, Declare);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => (number % 2 == 0 ? one : two).Write(_shop, $"word {number}")));
        await TestServer.Eventually(() => Volatile.Read(ref deliveries) >= 40);

        // As if every mark of what was delivered had been lost.
        await TestServer.Eventually(async () =>
        {
            await TestServer.Do(one.Owner, "UPDATE sample.outbox_cursor SET xid = '0', position = 0");
            await one.Write(_shop, "look again");
            return Volatile.Read(ref deliveries) >= 80;
        });

        Assert.Equal((40, 40), (await one.Database.In(_shop).Find<long>($"SELECT count(*) FROM word WHERE word LIKE 'word %'", default), await one.Database.In(_shop).Find<long>($"SELECT sum(times)::bigint FROM word WHERE word LIKE 'word %'", default)));
    }

    [Fact]
    public async Task A_restart_goes_on_where_the_last_process_stopped()
    {
        var database = await TestServer.NewDatabase();
        await using (var first = await SampleProcess.Start(database, service => service.Hears(Listen)))
        {
            await first.Write(_shop, "one");
            await first.Write(_shop, "two");
            await TestServer.Eventually(async () =>
                _heard.Count == 2 && await TestServer.Ask<long>(database, "SELECT count(*) FROM sample.outbox o JOIN sample.outbox_cursor c ON (o.xid, o.position) > (c.xid, c.position)") == 0);
        }

        await using (var silent = await SampleProcess.Start(database, change: options => options with { RunJobs = false }))
        {
            await silent.Write(_shop, "three");
        }

        _heard.Clear();
        await using var second = await SampleProcess.Start(database, service => service.Hears(Listen));
        await TestServer.Eventually(() => !_heard.IsEmpty);
        Assert.Equal(["three"], _heard);
    }

    [Fact]
    public async Task What_is_kept_is_the_declared_name_and_never_a_type_of_ours()
    {
        await using var process = await SampleProcess.Start(declare: service => service.Hears((database, written) => CountOnce(database, written)));
        await process.Write(_shop, "named");
        await TestServer.Eventually(async () => await process.Times(_shop, "named") == 1);

        Assert.Equal("sample/word.said", await TestServer.Ask<string>(process.Owner, "SELECT string_agg(consumer, ',') FROM sample.outbox_cursor"));
        Assert.Equal("sample/word.said", await TestServer.Ask<string>(process.Owner, "SELECT string_agg(DISTINCT consumer, ',') FROM sample.inbox"));
        Assert.Equal("word.said 1 sample {\"word\": \"named\"}", await TestServer.Ask<string>(process.Owner, "SELECT type || ' ' || version || ' ' || topic || ' ' || body FROM sample.outbox"));
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

    private static async Task CountOnce(Database database, Event<SampleWritten> written) =>
        await written.Once<bool>(database.In(written.Call.Shop), async transaction =>
        {
            await transaction.Execute(SampleProcess.Count(written.Call.Shop, written.Body.Word));
            return true;
        });

    private Task Listen(Database database, Event<SampleWritten> written)
    {
        _heard.Enqueue(written.Body.Word);
        return Task.CompletedTask;
    }
}
