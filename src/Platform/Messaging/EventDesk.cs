using System.Text.Json.Nodes;
using Kontor.Platform.Storage;

namespace Kontor.Platform.Messaging;

/// <summary>How a consumer stands.</summary>
/// <param name="Name">The listening service.</param>
/// <param name="Position">Everything up to here it has read.</param>
/// <param name="Lag">How many logged events it hasn't read yet.</param>
/// <param name="Retrying">Events that failed and are tried again, and those that wait behind one of them.</param>
/// <param name="Dead">Dead letters.</param>
public sealed record ConsumerState(string Name, long Position, long Lag, long Retrying, long Dead);

/// <summary>An event that a consumer couldn't handle.</summary>
/// <param name="Consumer">The listening service.</param>
/// <param name="Position">Where it stands in the log; with the consumer's name, what it is called by.</param>
/// <param name="Type">What happened.</param>
/// <param name="Key">What it happened to.</param>
/// <param name="Attempts">How often it was tried; 0 when it only waits behind another with its key.</param>
/// <param name="NextAt">When it is tried again; null for a dead letter.</param>
/// <param name="DeadAt">Since when it isn't tried any more; null while it is.</param>
/// <param name="Error">What went wrong the last time.</param>
/// <param name="CloudEvent">The whole event, as CloudEvents 1.0 in structured mode.</param>
public sealed record FailedEvent(
    string Consumer, long Position, string Type, string Key, int Attempts, DateTimeOffset? NextAt, DateTimeOffset? DeadAt, string Error, JsonObject CloudEvent);

/// <summary>What operators see of the events on their way, and what they can do about those that failed.</summary>
public sealed class EventDesk
{
    private readonly Database _bus;
    private readonly UndeliveredEvents _undelivered;
    private readonly TimeProvider _clock;

    internal EventDesk(Database bus, UndeliveredEvents undelivered, TimeProvider clock)
    {
        _bus = bus;
        _undelivered = undelivered;
        _clock = clock;
    }

    /// <summary>All consumers that have ever listened, by name.</summary>
    public async Task<IReadOnlyList<ConsumerState>> Consumers(CancellationToken cancellation) =>
        [.. (await _bus.AcrossShops().List<Row>(
            $"""
            SELECT name, consumer.position, head.position - consumer.position AS lag,
                   (SELECT count(*) FROM undelivered WHERE consumer = name AND dead_at IS NULL) AS retrying,
                   (SELECT count(*) FROM undelivered WHERE consumer = name AND dead_at IS NOT NULL) AS dead
            FROM consumer CROSS JOIN head ORDER BY name
            """,
            cancellation)).Select(row => new ConsumerState(row.Name, row.Position, row.Lag, row.Retrying, row.Dead))];

    /// <summary>How many committed events of each service aren't in the log yet; counted up to a hundred thousand.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Waiting(CancellationToken cancellation)
    {
        var services = await _bus.AcrossShops().List<string>(EventLog.Sources, cancellation);
        if (services.Count == 0)
        {
            return new Dictionary<string, long>();
        }

        var counts = string.Join(" UNION ALL ", services.Select(service => $"SELECT '{service}' AS service, (SELECT count(*) FROM (SELECT FROM {service}.outbox LIMIT 100000) AS waiting) AS events"));
        return (await _bus.AcrossShops().List<Backlog>(Sql.Verbatim(counts), cancellation)).ToDictionary(backlog => backlog.Service, backlog => backlog.Events, StringComparer.Ordinal);
    }

    /// <summary>What failed, in the order of the log.</summary>
    /// <param name="consumer">Whose; null for all consumers.</param>
    /// <param name="onlyDead">Leaves out what is tried again by itself.</param>
    /// <param name="limit">The most.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<FailedEvent>> Failed(string? consumer, bool onlyDead, int limit, CancellationToken cancellation) =>
        [.. (await _undelivered.List(consumer, null, onlyDead, limit, cancellation)).Select(Of)];

    /// <summary>The failed event at a position; null when there is none.</summary>
    /// <param name="consumer">Whose; null for the first consumer that couldn't handle it.</param>
    /// <param name="position">Where it stands in the log.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<FailedEvent?> Find(string? consumer, long position, CancellationToken cancellation) =>
        (await _undelivered.List(consumer, position, onlyDead: false, 1, cancellation)).Select(Of).FirstOrDefault();

    /// <summary>Has dead letters tried again, at once and as often as at first.</summary>
    /// <param name="consumer">Whose; null for all consumers.</param>
    /// <param name="position">Which one, dead or being tried; null for all that are dead.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many.</returns>
    public Task<int> Replay(string? consumer, long? position, CancellationToken cancellation) => _undelivered.Replay(consumer, position, _clock.GetUtcNow(), cancellation);

    /// <summary>Gives an event up for good: the consumer will never have handled it.</summary>
    /// <returns>Whether it was among those that failed.</returns>
    public async Task<bool> Discard(string consumer, long position, CancellationToken cancellation) => await _undelivered.Discard(consumer, position, cancellation) == 1;

    /// <summary>Forgets a consumer that listens no more, so that the log needn't be kept for it, and gives up what it couldn't handle. One that comes back begins at the oldest event.</summary>
    /// <returns>Whether it was known.</returns>
    public async Task<bool> Forget(string consumer, CancellationToken cancellation)
    {
        await _bus.AcrossShops().Execute($"DELETE FROM undelivered WHERE consumer = {consumer}", cancellation);
        return await _bus.AcrossShops().Execute($"DELETE FROM consumer WHERE name = {consumer}", cancellation) == 1;
    }

    private static FailedEvent Of(Undelivered failed) => new(
        failed.Consumer, failed.Position, failed.Type, failed.Key, failed.Attempts, failed.DeadAt is null ? failed.NextAt : null, failed.DeadAt, failed.Error, failed.ToCloudEvent());

    private sealed record Backlog
    {
        public required string Service { get; init; }

        public required long Events { get; init; }
    }

    private sealed record Row
    {
        public required string Name { get; init; }

        public required long Position { get; init; }

        public required long Lag { get; init; }

        public required long Retrying { get; init; }

        public required long Dead { get; init; }
    }
}
