namespace Kontor.Platform.Storage;

/// <summary>What goes along in front of a statement, in its round trip.</summary>
/// <param name="Enter">Enters the scope; null when the transaction is in it already.</param>
/// <param name="Later">Statements that were waiting for a round trip. None of them gives rows.</param>
internal readonly record struct Preamble(Sql? Enter, IReadOnlyList<Sql> Later)
{
    /// <summary>Begins a transaction that lasts longer than the round trip; null when one has begun, or none is needed.</summary>
    public Sql? Begin { get; init; }

    /// <summary>All of them, in their order.</summary>
    public IEnumerable<Sql> Statements => [.. Begin is null ? (IEnumerable<Sql>)[] : [Begin], .. Enter is null ? (IEnumerable<Sql>)[] : [Enter], .. Later];

    /// <summary>How many they are.</summary>
    public int Count => (Begin is null ? 0 : 1) + (Enter is null ? 0 : 1) + Later.Count;
}
