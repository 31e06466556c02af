using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Inventory.V1;
using Kontor.Inventory.Model;
using Kontor.Inventory.Storage;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Inventory.Features;

/// <summary>
/// Holds everything an order needs for a short while, so that nobody else can buy it while the order is being placed: all lines or none.
/// Requests that wait are decided together, in order, in one transaction.
/// </summary>
internal sealed class Reserve
{
    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly GroupWork<Request, Hold> _group;

    public Reserve(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
        _group = new("inventory.reserve", HoldAll);
    }

    public Task<Result<Hold>> Handle(ReserveRequest request, CallContext call)
    {
        // Summed before anything is checked: two lines of one SKU must fit together.
        var demand = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in request.Lines)
        {
            demand[line.Sku] = checked(demand.GetValueOrDefault(line.Sku) + line.Quantity);
        }

        var expiresAt = _clock.Now() + TimeSpan.FromSeconds(request.HoldSeconds);
        return _group.Do(new Request(Guid.Parse(request.OrderId), request.RequestKey is { Length: > 0 } key ? key : null, demand, expiresAt), call);
    }

    private async Task<IReadOnlyList<Result<Hold>>> HoldAll(ShopId shop, IReadOnlyList<Request> requests, CancellationToken cancellation)
    {
        var answers = await _database.In(shop).Transaction<IReadOnlyList<Result<Hold>>>(
            async transaction =>
            {
                var isNew = (await transaction.List<Guid>(
                    $"""
                    INSERT INTO hold (shop_id, order_id, request_key, expires_at)
                    SELECT {shop}, * FROM unnest({requests.Select(request => request.OrderId).ToArray()}, {requests.Select(request => request.Key).ToArray()},
                                                 {requests.Select(request => request.ExpiresAt.UtcDateTime).ToArray()}) AS wanted (order_id, request_key, expires_at)
                    ORDER BY order_id
                    ON CONFLICT DO NOTHING RETURNING order_id
                    """)).ToHashSet();
                var pool = new StockPool(await Levels.Lock(transaction, shop, requests.Where(request => isNew.Contains(request.OrderId)).SelectMany(request => request.Demand.Keys)));
                var taken = new List<(Guid OrderId, Allocation Allocation)>();
                var refused = new List<Guid>();
                var decided = new Result<Hold>?[requests.Count];
                for (var index = 0; index < requests.Count; index++)
                {
                    var request = requests[index];

                    // Removed as it is decided: the same order twice in one group is a repeat the second time.
                    if (!isNew.Remove(request.OrderId))
                    {
                        continue;
                    }

                    if (pool.Take(request.Demand).Try(out var allocations, out var shortage))
                    {
                        taken.AddRange(allocations.Select(allocation => (request.OrderId, allocation)));
                        decided[index] = Answer(request.OrderId, request.ExpiresAt);
                    }
                    else
                    {
                        refused.Add(request.OrderId);
                        decided[index] = shortage;
                    }
                }

                await Write(transaction, shop, taken, refused);
                if (Array.Exists(decided, answer => answer is null))
                {
                    await AnswerRepeats(transaction, shop, requests, decided);
                }

                return decided.Select(answer => answer!.Value).ToArray();
            },
            cancellation);
        return answers.Value;
    }

    private async Task Write(Transaction transaction, ShopId shop, List<(Guid OrderId, Allocation Allocation)> taken, List<Guid> refused)
    {
        if (taken.Count > 0)
        {
            await Levels.Change(transaction, shop, taken, ReservationChange.Reserved, reason: "", "system", _clock);
            await transaction.Execute(
                $"""
                INSERT INTO reservation (shop_id, order_id, sku, location, quantity)
                SELECT {shop}, * FROM unnest({taken.Select(line => line.OrderId).ToArray()}, {taken.Select(line => line.Allocation.Sku).ToArray()},
                                             {taken.Select(line => line.Allocation.Location).ToArray()}, {taken.Select(line => line.Allocation.Quantity).ToArray()})
                """);
        }

        if (refused.Count > 0)
        {
            await transaction.Execute($"DELETE FROM hold WHERE shop_id = {shop} AND order_id = ANY({refused.ToArray()})");
        }
    }

    /// <summary>A repeat gets the hold that is there, which may be another order's when its request came twice.</summary>
    private static async Task AnswerRepeats(Transaction transaction, ShopId shop, IReadOnlyList<Request> requests, Result<Hold>?[] decided)
    {
        var repeats = requests.Where((_, index) => decided[index] is null).ToList();
        var holds = await transaction.List<HoldRow>(
            $"""
            SELECT order_id, request_key, expires_at FROM hold
            WHERE shop_id = {shop} AND (order_id = ANY({repeats.Select(repeat => repeat.OrderId).ToArray()}) OR request_key = ANY({repeats.Select(repeat => repeat.Key).ToArray()}))
            """);
        for (var index = 0; index < requests.Count; index++)
        {
            if (decided[index] is null)
            {
                var request = requests[index];
                var hold = holds.Find(hold => hold.OrderId == request.OrderId) ?? holds.Find(hold => hold.RequestKey is not null && hold.RequestKey == request.Key);

                decided[index] = hold is not null ? Answer(hold.OrderId, hold.ExpiresAt) : RefusalOfTwin(request, requests, decided);
            }
        }
    }

    /// <summary>The same request may have been refused a moment ago in this very group: then the repeat is refused likewise. Otherwise its hold is gone.</summary>
    private static Result<Hold> RefusalOfTwin(Request request, IReadOnlyList<Request> requests, Result<Hold>?[] decided)
    {
        for (var index = 0; index < requests.Count; index++)
        {
            if (decided[index] is { Succeeded: false } refused && (requests[index].OrderId == request.OrderId || (request.Key is not null && requests[index].Key == request.Key)))
            {
                return refused;
            }
        }

        return InventoryErrors.HoldGone;
    }

    private static Hold Answer(Guid orderId, DateTimeOffset expiresAt) => new() { OrderId = orderId.ToString(), ExpiresAt = expiresAt.ToTimestamp() };

    private sealed record Request(Guid OrderId, string? Key, SortedDictionary<string, long> Demand, DateTimeOffset ExpiresAt);

    private sealed record HoldRow
    {
        public required Guid OrderId { get; init; }

        public string? RequestKey { get; init; }

        public required DateTimeOffset ExpiresAt { get; init; }
    }
}
