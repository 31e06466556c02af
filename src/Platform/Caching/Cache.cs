using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Kontor.Platform.Telemetry;

namespace Kontor.Platform.Caching;

/// <summary>
/// Keeps in memory what is asked for often and changes seldom. Whoever asks for the same thing at once shares one making of it. A second store, shared by
/// processes, would stand where a value is made.
/// </summary>
/// <remarks>
/// What is kept lies in a young and an old half. When the young one is full, or as old as its content may get, it becomes the old one, and the old one is dropped with whatever nobody
/// asked for meanwhile. So memory is bounded, and no key is ever searched for a place.
/// </remarks>
/// <typeparam name="TKey">Everything that the answer depends on.</typeparam>
/// <typeparam name="TValue">The answer.</typeparam>
public sealed class Cache<TKey, TValue>
    where TKey : notnull
{
    // About what an entry takes beside its value.
    private const int Overhead = 300;

    private readonly long _bytesOfHalf;
    private readonly TimeSpan _life;
    private readonly ChangeMarks _marks;
    private readonly TimeProvider _clock;
    private readonly KeyValuePair<string, object?> _name;
    private readonly ConcurrentDictionary<TKey, Making> _underWay = new();
    private readonly Lock _turning = new();
    private volatile Half _young;
    private volatile Half _old;

    /// <summary>An empty cache.</summary>
    /// <param name="name">Its name in metrics.</param>
    /// <param name="maxBytes">About how much memory it may take.</param>
    /// <param name="life">How long a value is good at most.</param>
    /// <param name="marks">Where changes are marked.</param>
    /// <param name="clock">Tells the time.</param>
    public Cache(string name, long maxBytes, TimeSpan life, ChangeMarks marks, TimeProvider clock)
    {
        _bytesOfHalf = maxBytes / 2;
        _life = life;
        _marks = marks;
        _clock = clock;
        _name = new("cache", name);
        _young = _old = new Half(clock.GetUtcNow());
    }

    /// <summary>About how much memory the values take.</summary>
    public long Bytes => _young.Bytes + (_old == _young ? 0 : _old.Bytes);

    /// <summary>The value, if there is one and it is still good.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (Find(key) is { } entry)
        {
            KontorTelemetry.CacheReads.Add(1, _name, Hit);
            value = entry.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>The value, which is made when there is none.</summary>
    /// <param name="key">Which one.</param>
    /// <param name="scope">Something that changes whenever the value may change: whoever asks after a change of it waits for no making that began before.</param>
    /// <param name="make">Makes it. It works for everybody who waits, so it must depend on nobody's patience; what it throws is thrown to all of them.</param>
    /// <param name="aborted">Gives up waiting.</param>
    public async Task<TValue> Get(TKey key, CacheTag scope, Func<Task<Made<TValue>>> make, CancellationToken aborted)
    {
        if (TryGet(key, out var value))
        {
            return value;
        }

        while (true)
        {
            var making = _underWay.GetOrAdd(key, static (_, start) => start.Self.Begin(start.Key, start.Make), (Self: this, Key: key, Make: make));
            if (!_marks.ChangedSince(making.Begun, scope))
            {
                return await making.Value.WaitAsync(aborted);
            }

            _underWay.TryRemove(new(key, making));
        }
    }

    private static KeyValuePair<string, object?> Hit { get; } = new("outcome", "hit");

    private static KeyValuePair<string, object?> Miss { get; } = new("outcome", "miss");

    private Entry? Find(TKey key)
    {
        var young = _young;
        var isYoung = young.Entries.TryGetValue(key, out var entry);
        if (!isYoung && !_old.Entries.TryGetValue(key, out entry))
        {
            return null;
        }

        if (entry!.Until <= _clock.GetUtcNow() || _marks.ChangedSince(entry.Begun, entry.Tags))
        {
            return null;
        }

        if (!isYoung)
        {
            Keep(key, entry);
        }

        return entry;
    }

    private Making Begin(TKey key, Func<Task<Made<TValue>>> make)
    {
        var making = new Making(_marks.Now);
        making.Work = new(() => Make(key, making, make));
        return making;
    }

    private async Task<TValue> Make(TKey key, Making making, Func<Task<Made<TValue>>> make)
    {
        try
        {
            // It may have been made between our looking for it and our beginning. An older one isn't good enough: it may be stale by a change that is just being marked, and who comes
            // after that change would take this making for a newer one.
            if (Find(key) is { } entry && entry.Begun >= making.Begun)
            {
                return entry.Value;
            }

            KontorTelemetry.CacheReads.Add(1, _name, Miss);
            // What is read at the beginning must be no older than that in the end.
            var until = _clock.GetUtcNow() + _life;
            var made = await make();
            if (made.Bytes is { } bytes && !_marks.ChangedSince(making.Begun, made.Tags))
            {
                Keep(key, new Entry(made.Value, bytes + Overhead, made.Tags, making.Begun, until));
            }

            return made.Value;
        }
        finally
        {
            _underWay.TryRemove(new(key, making));
        }
    }

    private void Keep(TKey key, Entry entry)
    {
        if (entry.Bytes > _bytesOfHalf / 4)
        {
            // It would push out everything else.
            return;
        }

        var young = _young;
        young.Put(key, entry);
        if (young.Bytes > _bytesOfHalf || _clock.GetUtcNow() - young.Born >= _life)
        {
            Turn(young);
        }
    }

    private void Turn(Half young)
    {
        lock (_turning)
        {
            if (_young == young)
            {
                _old = young;
                _young = new Half(_clock.GetUtcNow());
            }
        }
    }

    private sealed record Entry(TValue Value, long Bytes, CacheTag[] Tags, long Begun, DateTimeOffset Until);

    private sealed class Half(DateTimeOffset born)
    {
        private long _bytes;

        public ConcurrentDictionary<TKey, Entry> Entries { get; } = new();

        public DateTimeOffset Born => born;

        public long Bytes => Volatile.Read(ref _bytes);

        public void Put(TKey key, Entry entry)
        {
            var replaced = 0L;
            Entries.AddOrUpdate(key, entry, (_, present) =>
            {
                replaced = present.Bytes;
                return entry;
            });
            Interlocked.Add(ref _bytes, entry.Bytes - replaced);
        }
    }

    private sealed class Making(long begun)
    {
        public long Begun => begun;

        public Lazy<Task<TValue>> Work { get; set; } = null!;

        public Task<TValue> Value => Work.Value;
    }
}
