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
        where TBody : class => AddAll(transaction, shop, [.. events.Select(told => NewEvent.Of(type, told.Key, told.Body))]);

    /// <summary>Adds many events of any types to the transaction, in their order and without a round trip of their own.</summary>
    /// <param name="transaction">The one that changes the state.</param>
    /// <param name="shop">The shop it happened in.</param>
    /// <param name="events">What happened; none is fine.</param>
    public void AddAll(Transaction transaction, ShopId shop, IReadOnlyList<NewEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        T[] Of<T>(Func<NewEvent, T> pick) => [.. events.Select(pick)];
        transaction.Later(
            $"""
            INSERT INTO outbox (shop_id, event_id, type, version, topic, key, body, created_at)
            SELECT {shop}, event_id, type, version, topic, key, body::jsonb, {clock.GetUtcNow()}
            FROM unnest({Of(_ => Uuid7.New(clock))}, {Of(told => told.Type)}, {Of(told => told.Version)}, {Of(told => told.Topic)}, {Of(told => told.Key.ToString())},
                        {Of(told => JsonSerializer.Serialize(told.Body, told.Body.GetType(), Json))}) WITH ORDINALITY AS given (event_id, type, version, topic, key, body, place)
            ORDER BY place
            """);
        transaction.OnCommit(() =>
        {
            foreach (var told in events)
            {
                watches.Tell(shop, told.Type, told.Body);
            }

            Written?.Invoke(this, EventArgs.Empty);
        });
    }
}

/// <summary>An event that is about to be told.</summary>
public sealed record NewEvent
{
    private NewEvent(string type, int version, string topic, Guid key, object body) => (Type, Version, Topic, Key, Body) = (type, version, topic, key, body);

    internal string Type { get; }

    internal int Version { get; }

    internal string Topic { get; }

    internal Guid Key { get; }

    internal object Body { get; }

    /// <summary>An event of a declared type.</summary>
    /// <param name="type">What happened.</param>
    /// <param name="key">Events with the same key stay in order; usually the id of what changed.</param>
    /// <param name="body">The details.</param>
    public static NewEvent Of<TBody>(EventType<TBody> type, Guid key, TBody body)
        where TBody : class => new(type.Name, type.Version, type.Topic, key, body);
}
