using Kontor.Platform.Storage;

namespace Kontor.Platform.Messaging;

/// <summary>What consumers couldn't handle: kept until it has been handled, replayed or given up.</summary>
internal sealed class UndeliveredEvents(Database bus)
{
    private static readonly Sql s_columns = Sql.Verbatim("position, logged_at, shop_id, event_id, type, version, topic, key, body, created_at, consumer, attempts, next_at, error, dead_at");

    /// <summary>Which of the events a consumer must put aside, because an earlier one with the same key is: by their lanes.</summary>
    public async Task<HashSet<(string Topic, string Key)>> HeldBack(string consumer, IReadOnlyCollection<LoggedEvent> events, CancellationToken cancellation) => events.Count == 0 ? [] :
        [.. (await bus.AcrossShops().List<Lane>(
            $"SELECT DISTINCT topic, key FROM undelivered WHERE consumer = {consumer} AND dead_at IS NULL AND key = ANY({events.Select(logged => logged.Key).Distinct().ToArray()})",
            cancellation)).Select(lane => (lane.Topic, lane.Key))];

    /// <summary>The earliest event of each key whose time to be tried again has come.</summary>
    public Task<List<Undelivered>> Due(string consumer, DateTimeOffset now, int limit, CancellationToken cancellation) => bus.AcrossShops().List<Undelivered>(
        $"""
        SELECT {s_columns} FROM undelivered AS due WHERE consumer = {consumer} AND dead_at IS NULL AND next_at <= {now}
          AND NOT EXISTS (SELECT FROM undelivered AS earlier WHERE earlier.consumer = due.consumer AND earlier.topic = due.topic AND earlier.key = due.key
                          AND earlier.dead_at IS NULL AND earlier.position < due.position)
        ORDER BY next_at LIMIT {limit}
        """,
        cancellation);

    /// <summary>It has been handled.</summary>
    public Task Handled(Undelivered handled, CancellationToken cancellation) =>
        bus.AcrossShops().Execute($"DELETE FROM undelivered WHERE consumer = {handled.Consumer} AND position = {handled.Position}", cancellation);

    /// <summary>It has failed again.</summary>
    /// <param name="failed">The event, as it was before this attempt.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="nextAt">When to try again; null for no more.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task FailedAgain(Undelivered failed, string error, DateTimeOffset? nextAt, DateTimeOffset now, CancellationToken cancellation) => bus.AcrossShops().Execute(
        $"""
        UPDATE undelivered SET attempts = attempts + 1, error = {error}, next_at = {nextAt ?? now}, dead_at = {(nextAt is null ? now : (DateTimeOffset?)null)}
        WHERE consumer = {failed.Consumer} AND position = {failed.Position}
        """,
        cancellation);

    /// <summary>A page of them, in the order of the log.</summary>
    /// <param name="consumer">Whose; null for all.</param>
    /// <param name="position">Which one; null for all.</param>
    /// <param name="onlyDead">Leaves out those that are being tried still.</param>
    /// <param name="limit">The most.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<List<Undelivered>> List(string? consumer, long? position, bool onlyDead, int limit, CancellationToken cancellation) => bus.AcrossShops().List<Undelivered>(
        $"""
        SELECT {s_columns} FROM undelivered WHERE {Filter(consumer)} AND (dead_at IS NOT NULL OR NOT {onlyDead}) AND ({position is null} OR position = {position ?? 0})
        ORDER BY position, consumer LIMIT {limit}
        """,
        cancellation);

    /// <summary>Has events tried again at once.</summary>
    /// <param name="consumer">Whose; null for all.</param>
    /// <param name="position">Which one; null for all that are dead.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many.</returns>
    public Task<int> Replay(string? consumer, long? position, DateTimeOffset now, CancellationToken cancellation) => bus.AcrossShops().Execute(
        $"UPDATE undelivered SET dead_at = NULL, attempts = 0, next_at = {now} WHERE {Filter(consumer)} AND {(position is { } one ? $"position = {one}" : (Sql)$"dead_at IS NOT NULL")}", cancellation);

    /// <summary>Gives an event up for good: this consumer will never have handled it.</summary>
    /// <returns>How many; 0 when it isn't among those that failed.</returns>
    public Task<int> Discard(string consumer, long position, CancellationToken cancellation) =>
        bus.AcrossShops().Execute($"DELETE FROM undelivered WHERE consumer = {consumer} AND position = {position}", cancellation);

    private static Sql Filter(string? consumer) => consumer is null ? $"true" : (Sql)$"consumer = {consumer}";

    private sealed record Lane
    {
        public required string Topic { get; init; }

        public required string Key { get; init; }
    }
}
