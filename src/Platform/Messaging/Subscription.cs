using Kontor.Platform.Rpc;

namespace Kontor.Platform.Messaging;

/// <summary>A consumer's handler for one type of event.</summary>
/// <param name="EventName">The type it handles.</param>
/// <param name="TakesMany">Whether it takes several events of one shop at once.</param>
/// <param name="Handle">Handles one delivery: one event, or several of one shop. Throws to have all of them delivered again.</param>
internal sealed record Subscription(string EventName, bool TakesMany, Func<IReadOnlyList<LoggedEvent>, CallContext, Task> Handle);
