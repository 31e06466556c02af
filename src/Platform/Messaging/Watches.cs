namespace Kontor.Platform.Messaging;

/// <summary>
/// What this process wants to learn of every event, whichever process told it: to forget what it keeps in memory. Told in this process, an event is heard as soon as it is
/// committed; all others, and those again, from the log.
/// </summary>
public sealed class Watches
{
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, List<Watch>> _byEvent = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private long _readAt;

    internal Watches(TimeProvider clock) => _clock = clock;

    /// <summary>
    /// Whether everything is heard that was told more than a few seconds ago. When it isn't (the database is out of reach, or nothing listens in this process), nothing that
    /// relies on hearing of changes may be taken from memory.
    /// </summary>
    public bool AreCurrent
    {
        get
        {
            var readAt = Volatile.Read(ref _readAt);
            return readAt != 0 && _clock.GetElapsedTime(readAt) < s_longestSilence;
        }
    }

    /// <summary>The types of events that are watched.</summary>
    internal string[] Types => [.. _byEvent.Keys];

    /// <summary>Adds one, before anything is heard.</summary>
    internal void Add(Watch watch)
    {
        if (!_byEvent.TryGetValue(watch.EventName, out var watches))
        {
            _byEvent.Add(watch.EventName, watches = []);
        }

        watches.Add(watch);
    }

    /// <summary>An event that this process has committed.</summary>
    internal void Tell(ShopId shop, string eventName, object body)
    {
        if (_byEvent.TryGetValue(eventName, out var watches))
        {
            watches.ForEach(watch => watch.Hear(shop, body));
        }
    }

    /// <summary>An event from the log.</summary>
    internal void Tell(LoggedEvent logged)
    {
        if (_byEvent.TryGetValue(logged.Type, out var watches))
        {
            Tell(new ShopId(logged.ShopId), logged.Type, watches[0].Read(logged.Body));
        }
    }

    /// <summary>Everything is heard that was in the log at that time.</summary>
    /// <param name="timestamp">The clock's, before the log was read.</param>
    internal void HaveHeardAllOf(long timestamp) => Volatile.Write(ref _readAt, timestamp);
}

/// <summary>Who hears of one type of event.</summary>
/// <param name="EventName">The type.</param>
/// <param name="Read">Reads its body as it stands in the log.</param>
/// <param name="Hear">Hears it.</param>
internal sealed record Watch(string EventName, Func<string, object> Read, Action<ShopId, object> Hear);
