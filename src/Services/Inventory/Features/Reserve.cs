using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Inventory.V1;
using Kontor.Inventory.Model;
using Kontor.Inventory.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Npgsql;

namespace Kontor.Inventory.Features;

/// <summary>
/// Holds everything an order needs for a short while, so that nobody else can buy it while the order is being placed: all lines or none.
/// Requests that wait are decided together, in order, in one transaction. Where all of them are new and there is plenty of what they want, that is one round trip.
/// </summary>
internal sealed class Reserve
{
    private const int Attempts = 3;

    private readonly Database _database;
    private readonly PlentifulStock _plentiful;
    private readonly FaultPoints _faults;
    private readonly TimeProvider _clock;
    private readonly GroupWork<StockRequest, Hold> _group;

    public Reserve(Database database, PlentifulStock plentiful, FaultPoints faults, TimeProvider clock)
    {
        _database = database;
        _plentiful = plentiful;
        _faults = faults;
        _clock = clock;
        _group = new("inventory.reserve", HoldAll);
    }

    public Task<Result<Hold>> Handle(ReserveRequest request, CallContext call) => _group.Do(StockRequest.Of(request, _clock.Now()), call);

    private async Task<IReadOnlyList<Result<Hold>>> HoldAll(ShopId shop, IReadOnlyList<StockRequest> requests, CancellationToken cancellation)
    {
        var held = await HoldAtOnce(shop, requests, cancellation);
        for (var attempt = 1; held is null && attempt <= Attempts; attempt++)
        {
            held = await LookAndHold(shop, requests, cancellation);
        }

        _faults.Reach(InventoryFaults.Held);
        return held ?? [.. requests.Select(_ => (Result<Hold>)RpcErrors.DeadlineExceeded)];
    }

    /// <summary>Takes all requests for new ones and their stock for plentiful. Indexes and CHECKs refuse where that isn't so.</summary>
    /// <returns>Null, with nothing done, when they do.</returns>
    private async Task<IReadOnlyList<Result<Hold>>?> HoldAtOnce(ShopId shop, IReadOnlyList<StockRequest> requests, CancellationToken cancellation)
    {
        // What comes without a key is for an order that lost its stock, and looks whether that is so.
        if (requests.Any(request => request.Key is null) || _plentiful.Allocate(shop, requests) is not { } taken)
        {
            return null;
        }

        try
        {
            await _database.In(shop).Transaction<bool>(
                transaction =>
                {
                    transaction.Later(Claims.AsNew(shop, requests, _clock.GetUtcNow()));
                    transaction.Later(Levels.JustLock(shop, taken.Select(line => line.Allocation.Sku)));
                    Write(transaction, shop, taken);
                    return Task.FromResult<Result<bool>>(true);
                },
                cancellation);
            return [.. requests.Select(request => (Result<Hold>)Answer(request.OrderId, request.ExpiresAt))];
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            return null;
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.CheckViolation)
        {
            _plentiful.Forget(shop, taken.Select(line => line.Allocation.Sku));
            return null;
        }
    }

    /// <returns>Null, with nothing done, when it is to be tried again.</returns>
    private async Task<IReadOnlyList<Result<Hold>>?> LookAndHold(ShopId shop, IReadOnlyList<StockRequest> requests, CancellationToken cancellation)
    {
        try
        {
            var levels = new List<PoolLevel>();
            var taken = new List<(Guid OrderId, Allocation Allocation)>();
            var answers = await _database.In(shop).Transaction<IReadOnlyList<Result<Hold>>>(
                async transaction =>
                {
                    (levels, taken) = ([], []);
                    return await Claims.Take(transaction, shop, requests, _clock.GetUtcNow()) is { } claims ? await Hold(transaction, shop, requests, claims, levels, taken) : InventoryErrors.HoldGone;
                },
                cancellation);
            _plentiful.Learn(shop, levels, taken.Select(line => line.Allocation));
            return answers.Succeeded ? answers.Value : null;
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            // Somebody else has just made a hold for one of these orders.
            return null;
        }
    }

    private async Task<Result<Hold>[]> Hold(
        Transaction transaction, ShopId shop, IReadOnlyList<StockRequest> requests, IReadOnlyList<Claim> claims, List<PoolLevel> levels, List<(Guid OrderId, Allocation Allocation)> taken)
    {
        var fresh = requests.Where((_, index) => claims[index].Kind == ClaimKind.New).ToList();
        var refused = new Dictionary<Guid, Error>();
        if (fresh.Count > 0)
        {
            transaction.Later(Claims.InsertHolds(shop, fresh));
            levels.AddRange(await Levels.Lock(transaction, shop, fresh.SelectMany(request => request.Demand.Keys)));
            var pool = new StockPool(levels);
            foreach (var request in fresh)
            {
                if (pool.Take(request.Demand).Try(out var allocations, out var shortage))
                {
                    taken.AddRange(allocations.Select(allocation => (request.OrderId, allocation)));
                }
                else
                {
                    refused.Add(request.OrderId, shortage);
                }
            }

            Write(transaction, shop, taken);
            if (refused.Count > 0)
            {
                transaction.Later(Claims.Withdraw(shop, [.. fresh.Where(request => refused.ContainsKey(request.OrderId))]));
            }
        }

        // A repeat gets what there is, or the refusal that its first sending got in this very group.
        return [.. claims.Select(claim =>
            claim.Kind == ClaimKind.Misuse ? Idempotency.Mismatch
            : refused.TryGetValue(claim.OrderId, out var shortage) ? (Result<Hold>)shortage
            : Answer(claim.OrderId, claim.ExpiresAt))];
    }

    private void Write(Transaction transaction, ShopId shop, List<(Guid OrderId, Allocation Allocation)> taken)
    {
        if (taken.Count > 0)
        {
            transaction.Later(
                $"""
                INSERT INTO reservation (shop_id, order_id, sku, location, quantity)
                SELECT {shop}, * FROM unnest({taken.Select(line => line.OrderId).ToArray()}, {taken.Select(line => line.Allocation.Sku).ToArray()},
                                             {taken.Select(line => line.Allocation.Location).ToArray()}, {taken.Select(line => line.Allocation.Quantity).ToArray()})
                """);
            Levels.Change(transaction, shop, taken, ReservationChange.Reserved, reason: "", "system", _clock);
        }
    }

    private static Hold Answer(Guid orderId, DateTimeOffset expiresAt) => new() { OrderId = orderId.ToString(), ExpiresAt = expiresAt.ToTimestamp() };
}
