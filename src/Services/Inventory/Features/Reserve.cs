using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Inventory.V1;
using Kontor.Inventory.Model;
using Kontor.Inventory.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Inventory.Features;

/// <summary>
/// Holds everything an order needs for a short while, so that nobody else can buy it while the order is being placed: all lines or none.
/// Requests that wait are decided together, in order, in one transaction.
/// </summary>
internal sealed class Reserve
{
    private const int Attempts = 3;

    private readonly Database _database;
    private readonly FaultPoints _faults;
    private readonly TimeProvider _clock;
    private readonly GroupWork<Request, Hold> _group;

    public Reserve(Database database, FaultPoints faults, TimeProvider clock)
    {
        _database = database;
        _faults = faults;
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
        var answers = await HoldAll(shop, requests, noRepeats: true, cancellation);
        if (answers.Failed(out _))
        {
            answers = await HoldAll(shop, requests, noRepeats: false, cancellation);
        }

        _faults.Reach(InventoryFaults.Held);
        return answers.Value;
    }

    /// <param name="shop">Whose stock.</param>
    /// <param name="requests">The group.</param>
    /// <param name="noRepeats">
    /// Takes holds and levels in one round trip, for requests that are all new; a failure, with nothing done, when one isn't. A repeat waits for the hold that is there, which must not be
    /// while levels are locked: whoever releases a hold has it before its levels.
    /// </param>
    /// <param name="cancellation">Gives up.</param>
    private Task<Result<IReadOnlyList<Result<Hold>>>> HoldAll(ShopId shop, IReadOnlyList<Request> requests, bool noRepeats, CancellationToken cancellation) =>
        _database.In(shop).Transaction<IReadOnlyList<Result<Hold>>>(
            async transaction =>
            {
                var (isNew, standing, levels) = (new HashSet<Guid>(), new List<HoldRow>(), new List<LockedLevel>());
                if (noRepeats)
                {
                    (var claimed, levels) = await transaction.Lists<Guid, LockedLevel>(Insert(shop, requests), Levels.Lock(shop, requests.SelectMany(request => request.Demand.Keys)));
                    isNew.UnionWith(claimed);
                    if (isNew.Count < requests.Count)
                    {
                        return InventoryErrors.HoldGone;
                    }
                }
                else
                {
                    (isNew, standing) = await Claim(transaction, shop, requests);
                    levels = await transaction.List<LockedLevel>(Levels.Lock(shop, requests.Where(request => isNew.Contains(request.OrderId)).SelectMany(request => request.Demand.Keys)));
                }

                var pool = new StockPool(Levels.InOrder(levels));
                var taken = new List<(Guid OrderId, Allocation Allocation)>();
                var refused = new Dictionary<Guid, Error>();
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
                        refused.Add(request.OrderId, shortage);
                        decided[index] = shortage;
                    }
                }

                await Write(transaction, shop, taken, [.. refused.Keys]);
                return requests.Select((request, index) => decided[index] ?? AnswerRepeat(request, standing, refused)).ToArray();
            },
            cancellation);

    /// <summary>
    /// Makes a hold for each request whose order or key has none yet, and locks and renews the holds that are there for the others: a repeat has as much time
    /// as a first request, and nobody ends a hold between its being found and its being answered.
    /// </summary>
    /// <returns>The orders with a new hold, and what stands for the repeats; an allocation counts as a hold that doesn't end.</returns>
    private static async Task<(HashSet<Guid> New, List<HoldRow> Standing)> Claim(Transaction transaction, ShopId shop, IReadOnlyList<Request> requests)
    {
        var isNew = new HashSet<Guid>();
        var standing = new List<HoldRow>();
        var open = requests;
        for (var attempt = 0; attempt < Attempts && open.Count > 0; attempt++)
        {
            var claimed = (await transaction.List<Guid>(Insert(shop, open))).ToHashSet();
            isNew.UnionWith(claimed);

            // Removed as it is seen: what is left are the repeats, also those within this group.
            var repeats = open.Where(request => !claimed.Remove(request.OrderId)).ToList();
            if (repeats.Count == 0)
            {
                break;
            }

            var orders = repeats.Select(repeat => repeat.OrderId).ToArray();

            // Found by its key only where the order has nothing of its own: one that is allocated already must not renew the hold of another that came with the same key.
            var own = (await transaction.List<Guid>($"SELECT DISTINCT order_id FROM reservation WHERE shop_id = {shop} AND order_id = ANY({orders})")).ToHashSet();
            var keys = repeats.Select(repeat => own.Contains(repeat.OrderId) ? null : repeat.Key).ToArray();
            standing.AddRange(await transaction.List<HoldRow>(
                $"""
                UPDATE hold
                SET expires_at = greatest(expires_at, (
                    SELECT max(again.expires_at) FROM unnest({orders}, {keys}, {repeats.Select(repeat => repeat.ExpiresAt.UtcDateTime).ToArray()}) AS again (order_id, request_key, expires_at)
                    WHERE again.order_id = hold.order_id OR again.request_key = hold.request_key))
                WHERE shop_id = {shop} AND order_id = ANY(ARRAY(
                    SELECT order_id FROM hold WHERE shop_id = {shop} AND (order_id = ANY({orders}) OR request_key = ANY({keys})) ORDER BY order_id FOR UPDATE))
                RETURNING order_id, request_key, expires_at
                """));
            standing.AddRange((await transaction.List<Guid>(
                $"""
                SELECT DISTINCT order_id FROM reservation WHERE shop_id = {shop} AND order_id = ANY({orders})
                  AND (SELECT true FROM hold WHERE hold.shop_id = {shop} AND hold.order_id = reservation.order_id) IS NULL
                """)).Select(order => new HoldRow { OrderId = order, ExpiresAt = DateTimeOffset.MaxValue }));

            // Ended by somebody since the insert met it: then there is nothing in the way any more.
            open = [.. repeats.Where(repeat => Of(repeat, standing) is null)];
        }

        return (isNew, standing);
    }

    private static Sql Insert(ShopId shop, IReadOnlyList<Request> open) =>
        $"""
        INSERT INTO hold (shop_id, order_id, request_key, expires_at)
        SELECT {shop}, * FROM unnest({open.Select(request => request.OrderId).ToArray()}, {open.Select(request => request.Key).ToArray()},
                                     {open.Select(request => request.ExpiresAt.UtcDateTime).ToArray()}) AS wanted (order_id, request_key, expires_at)
        WHERE (SELECT true FROM reservation WHERE reservation.shop_id = {shop} AND reservation.order_id = wanted.order_id LIMIT 1) IS NULL
        ORDER BY order_id
        ON CONFLICT DO NOTHING RETURNING order_id
        """;

    private async Task Write(Transaction transaction, ShopId shop, List<(Guid OrderId, Allocation Allocation)> taken, List<Guid> refused)
    {
        if (taken.Count > 0)
        {
            transaction.Later(
                $"""
                INSERT INTO reservation (shop_id, order_id, sku, location, quantity)
                SELECT {shop}, * FROM unnest({taken.Select(line => line.OrderId).ToArray()}, {taken.Select(line => line.Allocation.Sku).ToArray()},
                                             {taken.Select(line => line.Allocation.Location).ToArray()}, {taken.Select(line => line.Allocation.Quantity).ToArray()})
                """);
            await Levels.Change(transaction, shop, taken, ReservationChange.Reserved, reason: "", "system", _clock);
        }

        if (refused.Count > 0)
        {
            transaction.Later($"DELETE FROM hold WHERE shop_id = {shop} AND order_id = ANY({refused.ToArray()})");
        }
    }

    /// <summary>A repeat gets the hold that is there, which may be another order's when its request came twice; or the refusal that this very group gave to it.</summary>
    private static Result<Hold> AnswerRepeat(Request request, List<HoldRow> standing, Dictionary<Guid, Error> refused) => Of(request, standing) switch
    {
        null => InventoryErrors.HoldGone,
        var hold when refused.TryGetValue(hold.OrderId, out var shortage) => shortage,
        var hold => Answer(hold.OrderId, hold.ExpiresAt),
    };

    private static HoldRow? Of(Request request, List<HoldRow> standing) =>
        standing.Find(hold => hold.OrderId == request.OrderId) ?? standing.Find(hold => hold.RequestKey is not null && hold.RequestKey == request.Key);

    private static Hold Answer(Guid orderId, DateTimeOffset expiresAt) => new() { OrderId = orderId.ToString(), ExpiresAt = expiresAt.ToTimestamp() };

    private sealed record Request(Guid OrderId, string? Key, SortedDictionary<string, long> Demand, DateTimeOffset ExpiresAt);

    private sealed record HoldRow
    {
        public required Guid OrderId { get; init; }

        public string? RequestKey { get; init; }

        public required DateTimeOffset ExpiresAt { get; init; }
    }
}
