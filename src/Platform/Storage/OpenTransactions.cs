namespace Kontor.Platform.Storage;

/// <summary>
/// Knows whether the running code is inside a database transaction. A call to another service from there would hold row locks for
/// as long as the peer takes, and would tempt people to believe that one transaction spans both.
/// </summary>
internal static class OpenTransactions
{
    private static readonly AsyncLocal<bool> s_open = new();

    /// <summary>Marks the rest of the calling async method, and what it calls, as inside a transaction.</summary>
    public static void Enter() => s_open.Value = true;

    /// <summary>The mark flows into what the method calls, not back; this is for the method's own remaining lines.</summary>
    public static void Leave() => s_open.Value = false;

    public static void RefuseCall(string method)
    {
        if (s_open.Value)
        {
            throw new InvalidOperationException($"{method} was called while a database transaction is open. Call before or after it: no transaction spans services.");
        }
    }

    public static void RefuseNested()
    {
        if (s_open.Value)
        {
            throw new InvalidOperationException("A transaction was begun inside another one. Pass the open transaction on instead.");
        }
    }
}
