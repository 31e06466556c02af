namespace Kontor.Platform.Storage.Managed;

/// <summary>
/// The database that Kontor manages can't be had. The message is for the person who typed the command: it says what is
/// wrong and what to do next, with the last lines of the server's log where they help. Print it without a stack trace.
/// </summary>
public sealed class StorageUnavailableException : Exception
{
    /// <summary>With what is wrong and what to do next.</summary>
    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>The same, with the failure underneath for the log.</summary>
    public StorageUnavailableException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
