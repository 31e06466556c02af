using System.Text.Json;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Platform.Messaging;

/// <summary>An event on its way to one consumer.</summary>
/// <param name="Id">The same for every delivery of the same event.</param>
/// <param name="Consumer">Who handles it: the name of the listening service, the same in every process.</param>
/// <param name="LoggedAt">When it was logged; the same for every delivery, too.</param>
/// <param name="Body">What happened.</param>
/// <param name="Call">The shop it happened in, on behalf of the system.</param>
/// <typeparam name="TBody">The declared record of the event's type.</typeparam>
public sealed record Event<TBody>(Guid Id, string Consumer, DateTimeOffset LoggedAt, TBody Body, CallContext Call)
    where TBody : class
{
    internal static Event<TBody> Of(LoggedEvent logged, string consumer, CallContext call) =>
        new(logged.EventId, consumer, logged.LoggedAt, JsonSerializer.Deserialize<TBody>(logged.Body, Outbox.Json)!, call);

    /// <summary>Does the work in one transaction with the mark that this consumer has handled the event, so its effect happens once.</summary>
    /// <returns>The work's answer, or null when an earlier delivery has done it.</returns>
    public async Task<Result<T>?> Once<T>(DatabaseScope scope, Func<Transaction, Task<Result<T>>> work)
    {
        var repeated = false;
        var result = await scope.Transaction<T>(
            async transaction =>
            {
                repeated = await transaction.Execute(
                    $"INSERT INTO inbox (consumer, event_id, logged_at) VALUES ({Consumer}, {Id}, {LoggedAt}) ON CONFLICT DO NOTHING") == 0;
                return repeated ? default(Result<T>) : await work(transaction);
            },
            Call.Aborted);
        return repeated ? (Result<T>?)null : result;
    }
}
