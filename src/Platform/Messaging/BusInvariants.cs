using Kontor.Platform.Hosting;
using Kontor.Platform.Storage;

namespace Kontor.Platform.Messaging;

/// <summary>What must hold of events at any moment, for <c>kontor doctor</c>.</summary>
internal sealed class BusInvariants(Database bus, TimeProvider clock)
{
    /// <summary>While no process runs, nothing can get along.</summary>
    private static readonly Sql s_isLookedAfter = Sql.Verbatim($"EXISTS (SELECT FROM job_lease WHERE job = '{Sequencer.JobName}' AND until > now())");

    public IReadOnlyList<InvariantCheck> All() =>
    [
        new(Migrations.Bus, "Positions in the event log have no gaps, and none is given twice", LogIsWhole),
        new(Migrations.Bus, "Every consumer keeps up with the log, and none is ahead of it", ConsumersKeepUp),
        new(Migrations.Bus, "No committed event waits in its outbox while somebody is there to log it", OutboxesAreEmptied),
        new(Migrations.Bus, "There are no dead letters", NothingIsDead),
    ];

    private Task<Findings> LogIsWhole(CancellationToken cancellation) => bus.Examine(
        "events",
        counted: $"SELECT count(*) FROM log",
        violations:
        $"""
        (SELECT format('after position %s comes %s', before, position) FROM (SELECT position, lag(position) OVER (ORDER BY position) AS before FROM log) AS log
         WHERE position <> before + 1 LIMIT 50)
        UNION ALL
        SELECT format('the head is at %s, the last event at %s', head.position, last) FROM head CROSS JOIN (SELECT max(position) AS last FROM log) AS log WHERE last > head.position
        """,
        cancellation);

    private Task<Findings> ConsumersKeepUp(CancellationToken cancellation) => bus.Examine(
        "consumers",
        counted: $"SELECT count(*) FROM consumer",
        violations:
        $"""
        SELECT format('%s has read up to %s, the log ends at %s', name, consumer.position, head.position) FROM consumer CROSS JOIN head WHERE consumer.position > head.position
        UNION ALL
        SELECT format('%s has read up to %s of %s, and the next event is of %s (if nobody listens any more: kontor events forget %s)', name, consumer.position, head.position, logged_at, name)
        FROM consumer CROSS JOIN head CROSS JOIN LATERAL (SELECT logged_at FROM log WHERE log.position > consumer.position ORDER BY log.position LIMIT 1) AS next
        WHERE logged_at < now() - {Findings.Grace} AND {s_isLookedAfter}
        """,
        cancellation,
        inFlight: $"SELECT count(*) FROM consumer CROSS JOIN head WHERE consumer.position < head.position");

    private async Task<Findings> OutboxesAreEmptied(CancellationToken cancellation)
    {
        var (late, waiting) = (new List<string>(), 0L);
        var all = bus.AcrossShops();
        var isLookedAfter = await all.Find<bool>($"SELECT {s_isLookedAfter}", cancellation);
        var sources = await all.List<string>($"SELECT schema FROM source ORDER BY schema", cancellation);
        var readable = await all.List<string>(EventLog.Sources, cancellation);
        late.AddRange(sources.Except(readable).Select(schema => $"{schema}: its events can't be read; start a process with it once"));
        foreach (var schema in readable)
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
