using Google.Protobuf;
using Kontor.Platform.Rpc;

namespace Kontor.Platform.Storage;

/// <summary>Looks for kept answers on a hot path: all requests that wait ask the database together.</summary>
public sealed class KeptAnswerReader
{
    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly GroupWork<CallContext, KeptAnswer?> _group;

    /// <summary>For one service.</summary>
    /// <param name="database">Where it keeps its answers.</param>
    /// <param name="clock">Tells how long a request has waited.</param>
    public KeptAnswerReader(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
        _group = new("idempotency.look", FindAll);
    }

    /// <summary>As <see cref="Idempotency.AwaitKept{T}(DatabaseScope, CallContext, TimeProvider)"/>.</summary>
    public Task<Result<T>?> Await<T>(CallContext call)
        where T : class, IMessage<T>, new() => Idempotency.AwaitKept<T>(call, _clock, () => _group.Ask(call, call));

    private async Task<IReadOnlyList<Result<KeptAnswer?>>> FindAll(ShopId shop, IReadOnlyList<CallContext> calls, CancellationToken cancellation)
    {
        var kept = (await _database.In(shop).List<KeptUnderKey>(Idempotency.FindAll(shop, calls), cancellation))
            .ToDictionary(row => new RequestKey { Actor = row.Actor, Method = row.Method, Key = row.Key });
        return [.. calls.Select(call => (Result<KeptAnswer?>)kept.GetValueOrDefault(Idempotency.KeyOf(call)!))];
    }

    private sealed record KeptUnderKey : KeptAnswer
    {
        public required string Actor { get; init; }

        public required string Method { get; init; }

        public required string Key { get; init; }
    }
}
