using System.Text.Json;
using Google.Protobuf;
using Kontor.Platform.Rpc;
using Npgsql;

namespace Kontor.Platform.Storage;

/// <summary>
/// Keeps the answer to a request beside the change that it made, in the same transaction, so that a repeat gets the one true answer
/// whatever crashed in between. Kept are successes and business conflicts; every other failure leaves the key free. The scope of a key
/// is shop + actor + method, where a guest's actor is the key itself.
/// </summary>
public static class Idempotency
{
    private static readonly Error s_inProgress =
        new(ErrorKind.Conflict, "idempotency.in_progress", "The first request with this Idempotency-Key is still running. Send it again in a moment to get its answer.")
        {
            RetryAfter = TimeSpan.FromSeconds(1),
        };

    /// <summary>A key came with something else than it came with first.</summary>
    public static readonly Error Mismatch =
        new(ErrorKind.Mismatch, "idempotency.mismatch", "This Idempotency-Key was used for another request. Use a new key for a new request.");

    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMilliseconds(320);

    /// <summary>How long a repeat waits for the first request's answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Does the work once per idempotency key, in one transaction; without a key it just does it. A repeat that comes while the first
    /// still runs waits for it, in this process or any other, because both want the same row.
    /// </summary>
    public static async Task<Result<T>> Once<T>(this DatabaseScope scope, CallContext call, Func<Transaction, Task<Result<T>>> work)
        where T : class, IMessage<T>, new()
    {
        if (call.Key is not { } key)
        {
            return await scope.Transaction(work, call.Aborted);
        }

        Error? conflict = null;
        Result<T> result;
        try
        {
            result = await scope.Transaction<T>(
                async transaction =>
                {
                    conflict = null;
                    await transaction.Execute($"SELECT set_config('lock_timeout', {(int)Patience.TotalMilliseconds + "ms"}, true)");
                    if (!(await ClaimAll(transaction, call.Shop, [call]))[0])
                    {
                        return Kept<T>(await transaction.Find<KeptAnswer>(Find(call)), key);
                    }

                    var answer = await work(transaction);
                    if (answer.Try(out var value, out var error))
                    {
                        Keep(transaction, call.Shop, KeyOf(call), value);
                    }
                    else if (error.Kind == ErrorKind.Conflict)
                    {
                        conflict = error;
                    }

                    return answer;
                },
                call.Aborted);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return s_inProgress;
        }

        if (conflict is not null)
        {
            // The work was rolled back, its refusal is kept. Whoever keeps an answer first decides what all repeats get.
            return await KeepConflict<T>(scope, call, conflict);
        }

        return result;
    }

    /// <summary>
    /// For work of several transactions: the kept answer, null when the key is free, or the fact that it is claimed. Waits for a claimed
    /// key's answer as long as a client may expect.
    /// </summary>
    public static async Task<Result<T>?> AwaitKept<T>(this DatabaseScope scope, CallContext call, TimeProvider clock)
        where T : class, IMessage<T>, new()
    {
        if (call.Key is not { } key)
        {
            return null;
        }

        var until = clock.GetUtcNow() + Patience;
        for (var wait = s_shortestWait; ; wait = wait < s_longestWait ? wait * 2 : wait)
        {
            var kept = await scope.Find<KeptAnswer>(Find(call), call.Aborted);
            if (kept is null)
            {
                return null;
            }

            if (kept.Answer is not null || kept.Failure is not null || kept.BodyHash != key.BodyHash || clock.GetUtcNow() >= until)
            {
                return Kept<T>(kept, key);
            }

            await Task.Delay(wait, clock, call.Aborted);
        }
    }

    /// <summary>Claims the keys of several calls of one shop inside the transaction: false where somebody else has it. Calls without a key need no claim.</summary>
    public static async Task<bool[]> ClaimAll(Transaction transaction, ShopId shop, IReadOnlyList<CallContext> calls)
    {
        // Sorted, so that two processes that claim the same keys wait for each other instead of locking each other up.
        var keyed = calls.Where(call => call.Key is not null).OrderBy(call => call.Key!.Value, StringComparer.Ordinal).ToList();
        var claimed = keyed.Count == 0 ? [] : (await transaction.List<RequestKey>(
            $"""
            INSERT INTO idempotency_key (shop_id, actor, method, key, body_hash)
            SELECT {shop}, * FROM unnest({keyed.Select(ActorOf).ToArray()}, {keyed.Select(call => call.Method).ToArray()},
                                         {keyed.Select(call => call.Key!.Value).ToArray()}, {keyed.Select(call => call.Key!.BodyHash).ToArray()})
            ON CONFLICT DO NOTHING RETURNING actor, method, key
            """)).ToHashSet();

        // Removed as it is given out: of two equal calls in one group, the first has it.
        return [.. calls.Select(call => KeyOf(call) is not { } key || claimed.Remove(key))];
    }

    /// <summary>Which key a call came with, to be found again by a recovery; null without one.</summary>
    public static RequestKey? KeyOf(CallContext call) => call.Key is null ? null : new RequestKey { Actor = ActorOf(call), Method = call.Method, Key = call.Key.Value };

    /// <summary>Keeps a success under a claimed key, in the transaction that made it so.</summary>
    public static void Keep<T>(Transaction transaction, ShopId shop, RequestKey? key, T answer)
        where T : class, IMessage<T> =>
        KeepAll(transaction, shop, [(key, answer)]);

    /// <summary>Keeps several successes under claimed keys, in the transaction that made them so. Pairs without a key are passed over.</summary>
    public static void KeepAll<T>(Transaction transaction, ShopId shop, IReadOnlyList<(RequestKey? Key, T Answer)> answers)
        where T : class, IMessage<T>
    {
        var kept = answers.Where(answer => answer.Key is not null).ToList();
        if (kept.Count == 0)
        {
            return;
        }

        // One table and arrays, no join: without statistics a join would read every key of the shop. A key is told from another actor's by its whole scope.
        var scopes = kept.Select(answer => $"{answer.Key!.Actor}\n{answer.Key.Method}\n{answer.Key.Key}").ToArray();
        transaction.Later(
            $"""
            UPDATE idempotency_key SET answer = ({kept.Select(answer => answer.Answer.ToByteArray()).ToArray()})[array_position({scopes}, actor || E'\n' || method || E'\n' || key)]
            WHERE shop_id = {shop} AND {Among([.. kept.Select(answer => answer.Key!)])} AND actor || E'\n' || method || E'\n' || key = ANY({scopes})
            """);
    }

    /// <summary>
    /// Claims keys and keeps their answers in one step, for work that is done with the claim; without an answer the key is only claimed. A key that is taken breaks
    /// the transaction with a unique violation: either look for them first (<see cref="Known"/>), or take them for free and look when it breaks.
    /// </summary>
    public static void ClaimWith<T>(Transaction transaction, ShopId shop, IReadOnlyList<(CallContext Call, T? Answer)> answers)
        where T : class, IMessage<T>
    {
        var keyed = answers.Where(answer => answer.Call.Key is not null).ToList();
        T1[] Of<T1>(Func<CallContext, T1> pick) => [.. keyed.Select(answer => pick(answer.Call))];
        transaction.Later(
            $"""
            INSERT INTO idempotency_key (shop_id, actor, method, key, body_hash, answer)
            SELECT {shop}, * FROM unnest({Of(ActorOf)}, {Of(call => call.Method)}, {Of(call => call.Key!.Value)}, {Of(call => call.Key!.BodyHash)},
                                         {keyed.Select(answer => answer.Answer?.ToByteArray()).ToArray()})
            """);
    }

    /// <summary>The keys of some calls that somebody has claimed.</summary>
    public static Sql Known(ShopId shop, IEnumerable<CallContext> calls) => $"SELECT kept.actor, kept.method, kept.key FROM {OneByOne(shop, calls)}";

    /// <summary>Keeps a business conflict under a claimed key, in the transaction that recorded it.</summary>
    public static void Keep(Transaction transaction, ShopId shop, RequestKey? key, Error conflict)
    {
        if (key is not null)
        {
            transaction.Later(
                $"""
                UPDATE idempotency_key SET failure = {JsonSerializer.Serialize(conflict)}::jsonb
                WHERE shop_id = {shop} AND actor = {key.Actor} AND method = {key.Method} AND key = {key.Key}
                """);
        }
    }

    /// <summary>Keeps a conflict of work that left nothing behind, and gives the answer that stands: an earlier one, if there is one.</summary>
    public static async Task<Result<T>> KeepConflict<T>(this DatabaseScope scope, CallContext call, Error conflict)
        where T : class, IMessage<T>, new()
    {
        if (call.Key is not { } key)
        {
            return conflict;
        }

        var kept = await scope.Transaction<KeptAnswer?>(
            async transaction =>
            {
                if ((await ClaimAll(transaction, call.Shop, [call]))[0])
                {
                    Keep(transaction, call.Shop, KeyOf(call), conflict with { TraceId = call.TraceId });
                    return (KeptAnswer?)null;
                }

                return await transaction.Find<KeptAnswer>(Find(call));
            },
            call.Aborted);
        return kept.Value is { } earlier ? Kept<T>(earlier, key) : conflict;
    }

    /// <summary>Frees a claimed key whose work failed without an answer worth keeping.</summary>
    public static void Free(Transaction transaction, ShopId shop, RequestKey? key)
    {
        if (key is not null)
        {
            transaction.Later($"DELETE FROM idempotency_key WHERE shop_id = {shop} AND actor = {key.Actor} AND method = {key.Method} AND key = {key.Key}");
        }
    }

    /// <summary>
    /// Looks each key up by all of its columns. The limit keeps the planner from thinking of anything else: a plan that was made for an empty table goes on being used when it is full.
    /// </summary>
    private static Sql OneByOne(ShopId shop, IEnumerable<CallContext> calls)
    {
        var keys = calls.Select(KeyOf).OfType<RequestKey>().Distinct().ToList();
        return $"""
            unnest({keys.Select(key => key.Actor).ToArray()}, {keys.Select(key => key.Method).ToArray()}, {keys.Select(key => key.Key).ToArray()}) AS wanted (actor, method, key)
            CROSS JOIN LATERAL (
                SELECT actor, method, key FROM idempotency_key AS known
                WHERE known.shop_id = {shop} AND known.actor = wanted.actor AND known.method = wanted.method AND known.key = wanted.key LIMIT 1) AS kept
            """;
    }

    /// <summary>A superset of some keys that the index finds: each part of the scope for itself.</summary>
    private static Sql Among(IReadOnlyList<RequestKey> keys) =>
        $"actor = ANY({keys.Select(key => key.Actor).Distinct().ToArray()}) AND method = ANY({keys.Select(key => key.Method).Distinct().ToArray()}) AND key = ANY({keys.Select(key => key.Key).ToArray()})";

    private static Sql Find(CallContext call) =>
        $"""
        SELECT body_hash, answer, failure FROM idempotency_key
        WHERE shop_id = {call.Shop} AND actor = {ActorOf(call)} AND method = {call.Method} AND key = {call.Key!.Value}
        """;

    private static string ActorOf(CallContext call) => call.Actor.UserId?.ToString() ?? call.Actor.Kind;

    private static Result<T> Kept<T>(KeptAnswer? kept, IdempotencyKey key)
        where T : class, IMessage<T>, new() => kept switch
        {
            null => s_inProgress,
            _ when kept.BodyHash != key.BodyHash => Mismatch,
            { Answer: { } bytes } => ((Result<T>)Parse<T>(bytes)).AsReplay(),
            { Failure: { } failure } => ((Result<T>)JsonSerializer.Deserialize<Error>(failure)!).AsReplay(),
            _ => s_inProgress,
        };

    private static T Parse<T>(byte[] bytes)
        where T : class, IMessage<T>, new()
    {
        var message = new T();
        message.MergeFrom(bytes);
        return message;
    }
}
