using Kontor.Platform.Storage;

namespace Kontor.Platform.Messaging;

/// <summary>The log of all events and how far each consumer has read it.</summary>
internal sealed class EventLog(Database bus)
{
    /// <summary>The last position given, and the last one that the consumer has behind it.</summary>
    public async Task<(long Head, long Read)> Positions(string consumer, CancellationToken cancellation)
    {
        var found = await bus.AcrossShops().Find<Bounds>(
            $"SELECT position AS head, coalesce((SELECT position FROM consumer WHERE name = {consumer}), 0) AS read FROM head", cancellation);
        return (found!.Head, found.Read);
    }

    /// <summary>The events of the given types after one position and up to another, in order.</summary>
    public Task<List<LoggedEvent>> Read(long after, long upTo, string[] types, int limit, CancellationToken cancellation) => bus.AcrossShops().List<LoggedEvent>(
        $"SELECT {LoggedEvent.Columns} FROM log WHERE position > {after} AND position <= {upTo} AND type = ANY({types}) ORDER BY position LIMIT {limit}", cancellation);

    /// <summary>The last position given.</summary>
    public Task<long> Head(CancellationToken cancellation) => bus.AcrossShops().Find<long>($"SELECT position FROM head", cancellation);

    /// <summary>Remembers how far a consumer has read, and what it puts aside on the way, in one transaction.</summary>
    public Task Advance(string consumer, long position, IReadOnlyCollection<Undelivered> putAside, CancellationToken cancellation) => bus.AcrossShops().Transaction<int[]>(
        async transaction => await transaction.ExecuteAll(
            DoesNotWait,
            Undelivered.Insert(consumer, putAside),
            // Never back: one who lost its lease without noticing may still come with an older position.
            $"""
            INSERT INTO consumer (name, position) VALUES ({consumer}, {position})
            ON CONFLICT (name) DO UPDATE SET position = excluded.position WHERE consumer.position < excluded.position
            """),
        cancellation);

    /// <summary>
    /// Doesn't wait for the disk at this commit. What the bus remembers by itself may be lost with the last milliseconds before a crash of the server, as long as all of
    /// one transaction is lost: then the events are where they were before, and the inbox, whose commits do wait, and thereby wait for
    /// everything before them in the write-ahead log, keeps a second delivery from having an effect.
    /// </summary>
    public static Sql DoesNotWait { get; } = Sql.Verbatim("SELECT set_config('synchronous_commit', 'off', true)");

    /// <summary>The services whose outboxes can be read. One that can't (its roles are made anew when it starts on a restored database) mustn't hold up the others.</summary>
    public static Sql Sources { get; } = Sql.Verbatim(
        """
        SELECT schema FROM source JOIN pg_namespace ON nspname = schema JOIN pg_class ON relnamespace = pg_namespace.oid AND relname = 'outbox'
        WHERE has_schema_privilege(pg_namespace.oid, 'USAGE') AND has_table_privilege(pg_class.oid, 'SELECT') AND has_table_privilege(pg_class.oid, 'DELETE') ORDER BY schema
        """);

    private sealed record Bounds
    {
        public required long Head { get; init; }

        public required long Read { get; init; }
    }
}
