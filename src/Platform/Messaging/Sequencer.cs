using Kontor.Platform.Storage;

namespace Kontor.Platform.Messaging;

/// <summary>
/// Moves committed events from the services' outboxes to the log and gives them their positions. It takes whatever is committed: an event that commits late
/// is logged late and is never passed over, and an open transaction holds up nobody else's events. Events with the same key keep their order, because
/// whoever tells the second one could only do so after the first one's commit.
/// One replica does it at a time; the lock on the head makes a second one harmless.
/// </summary>
internal sealed class Sequencer(Database bus, BusSignals signals)
{
    public const string JobName = "sequence";

    private const int Batch = 2_000;

    /// <summary>Moves what is there.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var sources = await bus.AcrossShops().List<string>(EventLog.Sources, cancellation);
        if (sources.Count == 0)
        {
            return;
        }

        var look = Sql.Verbatim(string.Join(" UNION ALL ", sources.Select(schema => $"SELECT '{schema}' WHERE EXISTS (SELECT FROM {schema}.outbox)")));
        while (await bus.AcrossShops().List<string>(look, cancellation) is { Count: > 0 } waiting)
        {
            await bus.AcrossShops().Transaction<int[]>(
                async transaction => await transaction.ExecuteAll([EventLog.DoesNotWait, $"SELECT FROM head FOR UPDATE", .. waiting.Select(Move)]), cancellation);
            signals.Logged();
        }
    }

    // Schema names come from our own table, which only the owner writes.
    private static Sql Move(string schema)
    {
        var outbox = Sql.Verbatim($"{schema}.outbox");
        return $"""
            WITH taken AS (
                DELETE FROM {outbox} WHERE position = ANY (ARRAY(SELECT position FROM {outbox} ORDER BY position LIMIT {Batch}))
                RETURNING *
            ), logged AS (
                INSERT INTO log (position, logged_at, shop_id, event_id, type, version, topic, key, body, created_at)
                SELECT (SELECT position FROM head) + row_number() OVER (ORDER BY position), clock_timestamp(), shop_id, event_id, type, version, topic, key, body, created_at
                FROM taken
                RETURNING position
            )
            UPDATE head SET position = (SELECT max(position) FROM logged) WHERE EXISTS (SELECT FROM logged)
            """;
    }
}
