using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Platform.Messaging;

/// <summary>Events of one type and one shop that wait for one consumer, in the order of the log; no two have the same key.</summary>
/// <param name="Events">One or more.</param>
/// <param name="Call">The shop they happened in, on behalf of the system.</param>
/// <typeparam name="TBody">The declared record of the event's type.</typeparam>
public sealed record EventGroup<TBody>(IReadOnlyList<Event<TBody>> Events, CallContext Call)
    where TBody : class
{
    /// <summary>
    /// Does the work in one transaction with the marks that this consumer has handled the events, so the effect of each happens once. The work gets those
    /// that no earlier delivery has done, and isn't called without any.
    /// </summary>
    /// <exception cref="EventNotHandledException">The work failed: nothing of it stands, and the events come again.</exception>
    public async Task Once<T>(DatabaseScope scope, Func<Transaction, IReadOnlyList<TBody>, Task<Result<T>>> work)
    {
        var done = await scope.Transaction<T>(transaction => Once(transaction, work), Call.Aborted);
        if (done.Failed(out var error))
        {
            throw new EventNotHandledException(error);
        }
    }

    private async Task<Result<T>> Once<T>(Transaction transaction, Func<Transaction, IReadOnlyList<TBody>, Task<Result<T>>> work)
    {
        var fresh = (await transaction.List<Guid>(
            $"""
            INSERT INTO inbox (consumer, event_id, logged_at)
            SELECT {Events[0].Consumer}, * FROM unnest({Events.Select(happened => happened.Id).ToArray()}, {Events.Select(happened => happened.LoggedAt.UtcDateTime).ToArray()})
            ON CONFLICT DO NOTHING RETURNING event_id
            """)).ToHashSet();
        var bodies = Events.Where(happened => fresh.Contains(happened.Id)).Select(happened => happened.Body).ToList();
        return bodies.Count == 0 ? default(Result<T>) : await work(transaction, bodies);
    }
}
