using Kontor.Platform.Rpc;

namespace Kontor.Platform.Messaging;

/// <summary>A consumer's handler for one type of event.</summary>
/// <param name="EventName">The type it handles.</param>
/// <param name="Handle">Handles one delivery; throws to have it delivered again.</param>
internal sealed record Subscription(string EventName, Func<LoggedEvent, CallContext, Task> Handle);
