using Kontor.Platform.Storage;

namespace Kontor.Platform.Messaging;

/// <summary>An event that a consumer couldn't handle yet, or that waits behind such a one because it has the same key.</summary>
internal sealed record Undelivered : LoggedEvent
{
    /// <summary>After this many attempts, over an hour, it is a dead letter.</summary>
    public const int MostAttempts = 18;

    private const int LongestError = 2_000;
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(10);

    public required string Consumer { get; init; }

    /// <summary>How often it was tried; 0 for one that only waits behind another.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it is tried again.</summary>
    public required DateTimeOffset NextAt { get; init; }

    /// <summary>What went wrong the last time; empty for one that only waits.</summary>
    public required string Error { get; init; }

    /// <summary>Since when it isn't tried any more; null while it is.</summary>
    public DateTimeOffset? DeadAt { get; init; }

    /// <summary>An event that has just failed for the first time.</summary>
    public static Undelivered Failed(string consumer, LoggedEvent logged, Exception exception, DateTimeOffset now) => Of(consumer, logged, 1, now + Wait(1), Describe(exception));

    /// <summary>An event that has to wait for an earlier one with its key.</summary>
    public static Undelivered Waiting(string consumer, LoggedEvent logged, DateTimeOffset now) => Of(consumer, logged, 0, now, "");

    /// <summary>How long to wait after so many attempts: twice as long each time.</summary>
    public static TimeSpan Wait(int attempts) => TimeSpan.FromTicks(Math.Min(s_longestWait.Ticks, s_shortestWait.Ticks << Math.Min(attempts - 1, 20)));

    /// <summary>What went wrong, for people who look at dead letters. No stack trace: that is in the log.</summary>
    public static string Describe(Exception exception)
    {
        var text = $"{exception.GetType().Name}: {exception.Message}";
        return text.Length <= LongestError ? text : text[..LongestError];
    }

    /// <summary>Puts events aside; those that are aside already stay as they are.</summary>
    public static Sql Insert(string consumer, IReadOnlyCollection<Undelivered> events)
    {
        T[] Of<T>(Func<Undelivered, T> pick) => [.. events.Select(pick)];
        return $"""
            INSERT INTO undelivered (consumer, position, logged_at, shop_id, event_id, type, version, topic, key, body, created_at, attempts, next_at, error)
            SELECT {consumer}, position, logged_at, shop_id, event_id, type, version, topic, key, body::jsonb, created_at, attempts, next_at, error
            FROM unnest({Of(aside => aside.Position)}, {Of(aside => aside.LoggedAt.UtcDateTime)}, {Of(aside => aside.ShopId)}, {Of(aside => aside.EventId)}, {Of(aside => aside.Type)},
                        {Of(aside => aside.Version)}, {Of(aside => aside.Topic)}, {Of(aside => aside.Key)}, {Of(aside => aside.Body)}, {Of(aside => aside.CreatedAt.UtcDateTime)},
                        {Of(aside => aside.Attempts)}, {Of(aside => aside.NextAt.UtcDateTime)}, {Of(aside => aside.Error)})
                AS aside (position, logged_at, shop_id, event_id, type, version, topic, key, body, created_at, attempts, next_at, error)
            ON CONFLICT DO NOTHING
            """;
    }

    private static Undelivered Of(string consumer, LoggedEvent logged, int attempts, DateTimeOffset nextAt, string error) => new()
    {
        Consumer = consumer,
        Position = logged.Position,
        LoggedAt = logged.LoggedAt,
        ShopId = logged.ShopId,
        EventId = logged.EventId,
        Type = logged.Type,
        Version = logged.Version,
        Topic = logged.Topic,
        Key = logged.Key,
        Body = logged.Body,
        CreatedAt = logged.CreatedAt,
        Attempts = attempts,
        NextAt = nextAt,
        Error = error,
    };
}
