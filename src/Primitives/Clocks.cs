namespace Kontor;

/// <summary>How Kontor asks what time it is.</summary>
public static class Clocks
{
    /// <summary>
    /// The time now, to the microsecond: what PostgreSQL can keep, so that a time that is answered before it is stored equals the one that
    /// is read later.
    /// </summary>
    public static DateTimeOffset Now(this TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), now.Offset);
    }
}
