using System.Text.Json;
using Kontor.Platform.Storage;

namespace Kontor.Platform.Messaging;

/// <summary>Where a service tells what happened: in the transaction that made it happen, or not at all.</summary>
public sealed class Outbox(TimeProvider clock, Watches watches)
{
    /// <summary>How event bodies are written.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Raised after a commit that wrote events, so that they are delivered at once instead of at the next look.</summary>
    internal event EventHandler? Written;

    /// <summary>Adds an event to the transaction. Do so after the change that it tells of: the row that this change locks is what keeps the events of one key in order.</summary>
    /// <param name="transaction">The one that changes the state.</param>
    /// <param name="shop">The shop it happened in.</param>
    /// <param name="type">What happened.</param>
    /// <param name="key">Events with the same key stay in order; usually the id of what changed.</param>
    /// <param name="body">The details.</param>
    public void Add<TBody>(Transaction transaction, ShopId shop, EventType<TBody> type, Guid key, TBody body)
        where TBody : class => AddAll(transaction, shop, type, [(key, body)]);

    /// <summary>Adds many events of one type to the transaction, in their order and without a round trip of their own.</summary>
    /// <param name="transaction">The one that changes the state.</param>
    /// <param name="shop">The shop it happened in.</param>
    /// <param name="type">What happened.</param>
    /// <param name="events">Each event's key and details; none is fine.</param>
    public void AddAll<TBody>(Transaction transaction, ShopId shop, EventType<TBody> type, IReadOnlyCollection<(Guid Key, TBody Body)> events)
        where TBody : class
    {
        if (events.Count == 0)
        {
            return;
        }

        transaction.Later(
            $"""
            INSERT INTO outbox (shop_id, event_id, type, version, topic, key, body, created_at)
            SELECT {shop}, event_id, {type.Name}, {type.Version}, {type.Topic}, key, body::jsonb, {clock.GetUtcNow()}
            FROM unnest({events.Select(_ => Uuid7.New(clock)).ToArray()}, {events.Select(written => written.Key.ToString()).ToArray()},
                        {events.Select(written => JsonSerializer.Serialize(written.Body, Json)).ToArray()}) WITH ORDINALITY AS given (event_id, key, body, place)
            ORDER BY place
            """);
        transaction.OnCommit(() =>
        {
            foreach (var (_, body) in events)
            {
                watches.Tell(shop, type.Name, body);
            }

            Written?.Invoke(this, EventArgs.Empty);
        });
    }
}
