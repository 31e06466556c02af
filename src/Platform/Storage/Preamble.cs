namespace Kontor.Platform.Storage;

/// <summary>What goes along in front of a statement, in its round trip.</summary>
/// <param name="Enter">Enters the scope; null when the transaction is in it already.</param>
/// <param name="Later">Statements that were waiting for a round trip. None of them gives rows.</param>
internal readonly record struct Preamble(Sql? Enter, IReadOnlyList<Sql> Later)
{
    /// <summary>All of them, in their order.</summary>
    public IEnumerable<Sql> Statements => Enter is null ? Later : [Enter, .. Later];

    /// <summary>How many they are.</summary>
    public int Count => Later.Count + (Enter is null ? 0 : 1);
}
