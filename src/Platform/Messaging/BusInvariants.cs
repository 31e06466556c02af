using Kontor.Platform.Hosting;
using Kontor.Platform.Storage;

namespace Kontor.Platform.Messaging;

/// <summary>What must hold of events at any moment, for <c>kontor doctor</c>.</summary>
internal sealed class BusInvariants(Database bus, TimeProvider clock)
{
    private static readonly TimeSpan s_loggedAfter = TimeSpan.FromMinutes(1);

    public IReadOnlyList<InvariantCheck> All() =>
    [
        new(Migrations.Bus, "Positions in the event log have no gaps, and no event is logged twice", LogIsWhole),
        new(Migrations.Bus, "No consumer has read further than the log goes", ConsumersAreWithinTheLog),
        new(Migrations.Bus, "No committed event waits in its outbox while somebody is there to log it", OutboxesAreEmptied),
        new(Migrations.Bus, "There are no dead letters", NothingIsDead),
    ];

    private Task<IReadOnlyList<string>> LogIsWhole(CancellationToken cancellation) => Find(
        $"""
        SELECT format('positions %s to %s, but %s rows with %s different positions and %s different events', first, last, rows, positions, events)
        FROM (SELECT min(position) AS first, max(position) AS last, count(*) AS rows, count(DISTINCT position) AS positions, count(DISTINCT event_id) AS events FROM log) AS log
        WHERE rows > 0 AND (last - first + 1 <> rows OR positions <> rows OR events <> rows)
        UNION ALL
        SELECT format('the head is at %s, the last event at %s', head.position, last) FROM head CROSS JOIN (SELECT max(position) AS last FROM log) AS log WHERE last > head.position
        """,
        cancellation);

    private Task<IReadOnlyList<string>> ConsumersAreWithinTheLog(CancellationToken cancellation) => Find(
        $"SELECT format('%s has read up to %s, the log ends at %s', name, consumer.position, head.position) FROM consumer CROSS JOIN head WHERE consumer.position > head.position",
        cancellation);

    private async Task<IReadOnlyList<string>> OutboxesAreEmptied(CancellationToken cancellation)
    {
        var late = new List<string>();
        foreach (var schema in await bus.AcrossShops().List<string>($"SELECT schema FROM source WHERE EXISTS (SELECT FROM job_lease WHERE job = {Sequencer.JobName} AND until > now())", cancellation))
        {
            late.AddRange(await Find(
                $"SELECT format('%s: %s events, the oldest of %s', {schema}, count(*), min(created_at)) FROM {Sql.Verbatim(schema)}.outbox WHERE created_at < {clock.GetUtcNow() - s_loggedAfter} HAVING count(*) > 0",
                cancellation));
        }

        return late;
    }

    private Task<IReadOnlyList<string>> NothingIsDead(CancellationToken cancellation) => Find(
        $"""
        SELECT format('%s, position %s, %s: %s (see: kontor events failed)', consumer, position, type, left(error, 200)) FROM undelivered WHERE dead_at IS NOT NULL
        ORDER BY position LIMIT 50
        """,
        cancellation);

    private async Task<IReadOnlyList<string>> Find(Sql violations, CancellationToken cancellation) => await bus.AcrossShops().List<string>(violations, cancellation);
}
