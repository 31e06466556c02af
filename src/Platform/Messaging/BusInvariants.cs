using Kontor.Platform.Hosting;
using Kontor.Platform.Storage;

namespace Kontor.Platform.Messaging;

/// <summary>What must hold of events at any moment, for <c>kontor doctor</c>.</summary>
internal sealed class BusInvariants(Database bus, TimeProvider clock)
{
    public IReadOnlyList<InvariantCheck> All() =>
    [
        new(Migrations.Bus, "Positions in the event log have no gaps, and no event is logged twice", LogIsWhole),
        new(Migrations.Bus, "No consumer has read further than the log goes", ConsumersAreWithinTheLog),
        new(Migrations.Bus, "No committed event waits in its outbox while somebody is there to log it", OutboxesAreEmptied),
        new(Migrations.Bus, "There are no dead letters", NothingIsDead),
    ];

    private Task<Findings> LogIsWhole(CancellationToken cancellation) => bus.Examine(
        "events",
        counted: $"SELECT count(*) FROM log",
        violations:
        $"""
        SELECT format('positions %s to %s, but %s rows with %s different positions and %s different events', first, last, rows, positions, events)
        FROM (SELECT min(position) AS first, max(position) AS last, count(*) AS rows, count(DISTINCT position) AS positions, count(DISTINCT event_id) AS events FROM log) AS log
        WHERE rows > 0 AND (last - first + 1 <> rows OR positions <> rows OR events <> rows)
        UNION ALL
        SELECT format('the head is at %s, the last event at %s', head.position, last) FROM head CROSS JOIN (SELECT max(position) AS last FROM log) AS log WHERE last > head.position
        """,
        cancellation);

    private Task<Findings> ConsumersAreWithinTheLog(CancellationToken cancellation) => bus.Examine(
        "consumers",
        counted: $"SELECT count(*) FROM consumer",
        violations: $"SELECT format('%s has read up to %s, the log ends at %s', name, consumer.position, head.position) FROM consumer CROSS JOIN head WHERE consumer.position > head.position",
        cancellation,
        inFlight: $"SELECT count(*) FROM consumer CROSS JOIN head WHERE consumer.position < head.position");

    private async Task<Findings> OutboxesAreEmptied(CancellationToken cancellation)
    {
        var (late, waiting) = (new List<string>(), 0L);
        var all = bus.AcrossShops();
        var isLookedAfter = await all.Find<bool>($"SELECT EXISTS (SELECT FROM job_lease WHERE job = {Sequencer.JobName} AND until > now())", cancellation);
        var sources = await all.List<string>($"SELECT schema FROM source ORDER BY schema", cancellation);
        foreach (var schema in sources)
        {
            var outbox = Sql.Verbatim($"{schema}.outbox");
            waiting += await all.Find<long>($"SELECT count(*) FROM {outbox}", cancellation);
            if (isLookedAfter)
            {
                late.AddRange(await all.List<string>(
                    $"SELECT format('%s: %s events, the oldest of %s', {schema}, count(*), min(created_at)) FROM {outbox} WHERE created_at < {clock.GetUtcNow() - Findings.Grace} HAVING count(*) > 0", cancellation));
            }
        }

        return new Findings(late, sources.Count, "outboxes", waiting);
    }

    private Task<Findings> NothingIsDead(CancellationToken cancellation) => bus.Examine(
        "failed events",
        counted: $"SELECT count(*) FROM undelivered",
        violations:
        $"""
        SELECT format('%s, position %s, %s: %s (see: kontor events failed)', consumer, position, type, left(error, 200)) FROM undelivered WHERE dead_at IS NOT NULL
        ORDER BY position LIMIT 50
        """,
        cancellation,
        inFlight: $"SELECT count(*) FROM undelivered WHERE dead_at IS NULL");
}
