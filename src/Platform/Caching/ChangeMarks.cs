namespace Kontor.Platform.Caching;

/// <summary>
/// When things were last changed, so that what was read before a change can be told from what was read after it. Each tag has its slot in a table of fixed size. Two tags may
/// share a slot: then more counts as changed than was, never less.
/// </summary>
public sealed class ChangeMarks
{
    private const int Slots = 8192;

    private readonly long[] _changedAt = new long[Slots];
    private long _now;

    /// <summary>A moment to compare with. Take it before you read: a reading that begins now sees everything that was marked by now.</summary>
    public long Now => Volatile.Read(ref _now);

    /// <summary>Marks a change. Call it after the commit, and before anybody is told that it is done.</summary>
    public void Changed(params ReadOnlySpan<CacheTag> tags)
    {
        var at = Interlocked.Increment(ref _now);
        foreach (var tag in tags)
        {
            ref var slot = ref _changedAt[SlotOf(tag)];
            for (var seen = Volatile.Read(ref slot); seen < at;)
            {
                var before = Interlocked.CompareExchange(ref slot, at, seen);
                seen = before == seen ? at : before;
            }
        }
    }

    /// <summary>Whether any of these was changed after the moment.</summary>
    public bool ChangedSince(long moment, params ReadOnlySpan<CacheTag> tags)
    {
        foreach (var tag in tags)
        {
            if (Volatile.Read(ref _changedAt[SlotOf(tag)]) > moment)
            {
                return true;
            }
        }

        return false;
    }

    private static int SlotOf(CacheTag tag) => (int)((uint)tag.Hash % Slots);
}
