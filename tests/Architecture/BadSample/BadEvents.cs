namespace Kontor.BadSample;

internal sealed record ThingHappened
{
    /// <summary>Outside Contracts, named as a type, and in somebody else's topic.</summary>
    public static readonly EventType<ThingHappened> Type = new("ThingHappened", "nobody");

    public static readonly EventType<ThingHappened> Again = new("ThingHappened", "badsample");
}
