using Kontor.Platform.Storage;
using Npgsql;

namespace Kontor.Platform.Messaging;

/// <summary>
/// Moves committed events from the services' outboxes to the log and gives them their positions. It takes whatever is committed: an event that commits late
/// is logged late and is never passed over, and an open transaction holds up nobody else's events. Events with the same key keep their order, because
/// whoever tells the second one could only do so after the first one's commit.
/// One replica does it at a time; the lock on the head makes a second one harmless.
/// </summary>
internal sealed class Sequencer(Database bus, BusSignals signals, TimeProvider clock)
{
    public const string JobName = "sequence";

    private const int Batch = 2_000;

    /// <summary>How long a service that is new, or one whose outbox can't be read any more, may go unnoticed.</summary>
    private static readonly TimeSpan s_sourcesLast = TimeSpan.FromSeconds(5);

    private IReadOnlyList<string> _sources = [];
    private DateTimeOffset _sourcesUntil;

    /// <summary>Moves what is there.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        if (clock.GetUtcNow() is var now && now >= _sourcesUntil)
        {
            _sources = await bus.AcrossShops().List<string>(EventLog.Sources, cancellation);
            _sourcesUntil = now + s_sourcesLast;
        }

        try
        {
            await MoveAll(cancellation);
        }
        catch (PostgresException)
        {
            // Perhaps a source that was there is gone.
            _sourcesUntil = default;
            throw;
        }
    }

    private async Task MoveAll(CancellationToken cancellation)
    {
        if (_sources.Count == 0)
        {
            return;
        }

        var look = Sql.Verbatim(string.Join(" UNION ALL ", _sources.Select(schema => $"SELECT '{schema}' WHERE EXISTS (SELECT FROM {schema}.outbox)")));
        var more = true;
        while (more && await bus.AcrossShops().List<string>(look, cancellation) is { Count: > 0 } waiting)
        {
            var moved = await bus.AcrossShops().Transaction<int[]>(
                async transaction => await transaction.ExecuteAll([EventLog.DoesNotWait, $"SELECT FROM head FOR UPDATE", .. waiting.Select(Move)]), cancellation);
            signals.Logged();
            more = moved.Value.Skip(2).Any(count => count == Batch);
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
            ), counted AS (
                UPDATE head SET position = position + (SELECT count(*) FROM taken) RETURNING position - (SELECT count(*) FROM taken) AS before
            )
            INSERT INTO log (position, logged_at, shop_id, event_id, type, version, topic, key, body, created_at)
            SELECT (SELECT before FROM counted) + row_number() OVER (ORDER BY position), clock_timestamp(), shop_id, event_id, type, version, topic, key, body, created_at
            FROM taken
            """;
    }
}
