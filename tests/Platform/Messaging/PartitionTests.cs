using Kontor.Platform.Messaging;
using Kontor.Platform.Tests.Samples;

namespace Kontor.Platform.Tests.Messaging;

/// <summary>The log and the inboxes are kept by the week.</summary>
public sealed class PartitionTests
{
    private readonly ShopId _shop = SampleProcess.NewShop();

    [Fact]
    public async Task Weeks_that_everybody_has_read_are_dropped_and_an_unread_one_is_kept_however_old_it_is()
    {
        await using var process = await Heard(3);
        await Age(process, "28 days", "INSERT INTO bus.consumer VALUES ('slow', 2)");
        await Keep(process);
        Assert.Equal(3, await TestServer.Ask<long>(process.Owner, "SELECT count(*) FROM bus.log"));
        Assert.Equal(3, await TestServer.Ask<long>(process.Owner, "SELECT count(*) FROM sample.inbox"));

        await TestServer.Do(process.Owner, "UPDATE bus.consumer SET position = 3");
        await Keep(process);
        Assert.Equal(0, await TestServer.Ask<long>(process.Owner, "SELECT count(*) FROM bus.log"));
        Assert.Equal(0, await TestServer.Ask<long>(process.Owner, "SELECT count(*) FROM sample.inbox"));

        // The numbers go on.
        await process.Write(_shop, "later");
        await TestServer.Eventually(async () => (await process.Heard(_shop)).Contains("later"));
        Assert.Equal(4, await TestServer.Ask<long>(process.Owner, "SELECT max(position) FROM bus.log"));
        await EventTests.Holds(process);
    }

    [Fact]
    public async Task Marks_of_events_that_may_be_replayed_are_kept()
    {
        await using var process = await Heard(1);
        await Age(
            process,
            "28 days",
            "INSERT INTO bus.undelivered SELECT 'sample', position, logged_at, shop_id, event_id, type, version, topic, key, body, created_at, 18, now(), 'why', now() FROM bus.log");
        await Keep(process);
        Assert.Equal(0, await TestServer.Ask<long>(process.Owner, "SELECT count(*) FROM bus.log"));
        Assert.Equal(1, await TestServer.Ask<long>(process.Owner, "SELECT count(*) FROM sample.inbox"));

        // So a replay has no second effect.
        Assert.Equal(1, await process.App.Events.Replay(null, null, default));
        await TestServer.Eventually(async () => (await process.App.Events.Consumers(default)).Single() is { Retrying: 0, Dead: 0 });
        Assert.Single(await process.Heard(_shop));
    }

    [Fact]
    public async Task There_is_always_a_partition_for_the_coming_week_and_a_new_service_gets_those_of_the_events_that_it_will_read()
    {
        await using var process = await Heard(1);
        Assert.True(await TestServer.Ask<bool>(
            process.Owner, "SELECT to_regclass(format('sample.inbox_%s', to_char(date_trunc('week', now() AT TIME ZONE 'UTC') + interval '7 days', 'YYYYMMDD'))) IS NOT NULL"));

        await Age(
            process,
            "21 days",
            "DROP TABLE sample.inbox; CREATE TABLE sample.inbox (consumer text, event_id uuid, logged_at timestamptz) PARTITION BY RANGE (logged_at); SELECT kontor.add_partitions()");
        Assert.Equal(5, await TestServer.Ask<long>(process.Owner, "SELECT count(*) FROM pg_inherits WHERE inhparent = 'sample.inbox'::regclass"));
    }

    private async Task<SampleProcess> Heard(int events)
    {
        var process = await SampleProcess.Start(declare: service => service.Hears(SampleProcess.WriteDown));
        for (var number = 0; number < events; number++)
        {
            await process.Write(_shop, $"{number}");
        }

        await TestServer.Eventually(async () => (await process.App.Events.Consumers(default)).Single().Position == events);
        return process;
    }

    /// <summary>As if everything had happened weeks ago. What is to be the case then is done in the same transaction: the process keeps its partitions by itself, too.</summary>
    private static Task Age(SampleProcess process, string by, string then) => TestServer.Do(
        process.Owner,
        $"""
        DO $do$
        DECLARE monday date := date_trunc('week', now() AT TIME ZONE 'UTC' - interval '{by}');
                parent text;
        BEGIN
            FOREACH parent IN ARRAY ARRAY['bus.log', 'sample.inbox'] LOOP
                EXECUTE format('CREATE TABLE %s_%s PARTITION OF %s FOR VALUES FROM (%L) TO (%L)', parent, to_char(monday, 'YYYYMMDD'), parent,
                               monday::timestamp AT TIME ZONE 'UTC', (monday + 7)::timestamp AT TIME ZONE 'UTC');
                EXECUTE format('UPDATE %s SET logged_at = logged_at - interval ''{by}''', parent);
            END LOOP;
        END $do$;
        {then}
        """);

    private static Task Keep(SampleProcess process) => new Partitions(process.Owner).Run(CancellationToken.None);
}
