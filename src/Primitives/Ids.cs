namespace Kontor;

/// <summary>Which shop a row, a call or an event belongs to. A type of its own, because mixing it up is a data leak.</summary>
/// <param name="Value">The UUIDv7 of the shop.</param>
public readonly record struct ShopId(Guid Value)
{
    /// <summary>The UUID in its usual form.</summary>
    public override string ToString() => Value.ToString();
}

/// <summary>Ids that sort by the time they were made (RFC 9562, version 7).</summary>
public static class Uuid7
{
#pragma warning disable RS0030 // The one place that makes ids.
    /// <summary>A new id at the clock's time.</summary>
    public static Guid New(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow());
#pragma warning restore RS0030
}
