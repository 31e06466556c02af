namespace Kontor.Platform.Messaging;

/// <summary>A handler can't handle an event now: it is delivered again. As long as a peer is down, for however long, it doesn't become a dead letter.</summary>
public sealed class EventNotHandledException(Error error) : Exception($"{error.Code}: {error.Message}")
{
    /// <summary>Why.</summary>
    public Error Error { get; } = error;
}
