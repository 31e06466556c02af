using Kontor.Orders.Model;
using Kontor.Platform.Storage;
using Npgsql;

namespace Kontor.Orders.Storage;

/// <summary>What became of a new order when it was stored.</summary>
internal enum Placed
{
    /// <summary>It exists.</summary>
    Stored,

    /// <summary>Another request with the same idempotency key was first; its answer is the one to wait for.</summary>
    AnsweredElsewhere,
}

/// <summary>
/// Step 3 of placing an order: everything that is written of it, in one transaction for all orders that wait. From here on an order exists, whatever crashes. One whose payment is promised
/// is confirmed at once and has its answer kept; the others are pending.
/// </summary>
internal sealed class PlacedOrders
{
    private const int Attempts = 3;

    /// <summary>A hold that is nearly over might be gone before the order is confirmed.</summary>
    private static readonly TimeSpan s_holdMustLast = TimeSpan.FromSeconds(10);

    /// <summary>For each statement; the few there are stay within <see cref="s_holdMustLast"/>, also when they wait for another process.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly Database _database;
    private readonly NewOrders _newOrders;
    private readonly TimeProvider _clock;
    private readonly LastNumbers _numbers;
    private readonly GroupWork<NewOrder, Placed?> _group;

    public PlacedOrders(Database database, NewOrders newOrders, TimeProvider clock)
    {
        _database = database;
        _newOrders = newOrders;
        _clock = clock;
        _numbers = new(clock);
        _group = new("orders.place", StoreAll);
    }

    public async Task<Result<Placed>> Store(NewOrder order) => (await _group.Do(order, order.Call)).Map(placed => placed!.Value);

    private async Task<IReadOnlyList<Result<Placed?>>> StoreAll(ShopId shop, IReadOnlyList<NewOrder> orders, CancellationToken cancellation)
    {
        try
        {
            var placed = await StoreAsNew(shop, orders, cancellation);
            for (var attempt = 1; placed is null; attempt++)
            {
                placed = await LookAndStore(shop, orders, mayTryAgain: attempt < Attempts, cancellation);
            }

            return [.. placed.Select(became => became is null ? (Result<Placed?>)OrdersErrors.TooSlow : became)];
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            // Somebody has had the counter, or the disk, for longer than there is patience. One by one they would only wait again.
            return [.. orders.Select(_ => (Result<Placed?>)OrdersErrors.TooSlow)];
        }
    }

    /// <summary>Takes all orders for new ones, and the number after the last one that was given here for the next: one round trip. Indexes and a CHECK refuse where that isn't so.</summary>
    /// <returns>What became of each; null, with nothing done, when they do.</returns>
    private async Task<Placed?[]?> StoreAsNew(ShopId shop, IReadOnlyList<NewOrder> orders, CancellationToken cancellation)
    {
        if (_numbers.Last(shop) is not { } last)
        {
            return null;
        }

        try
        {
            var placed = await _database.In(shop, s_patience).Transaction<(Placed?[] Orders, int Stored)>(
                transaction =>
                {
                    var (became, stored) = Decide(orders, [], []);
                    if (stored.Count > 0)
                    {
                        transaction.Later($"UPDATE order_counter SET last = CASE WHEN last = {last} THEN {last + stored.Count} ELSE -1 END WHERE shop_id = {shop}");
                        _newOrders.Insert(transaction, shop, stored, last + 1);
                    }

                    return Task.FromResult<Result<(Placed?[], int)>>((became, stored.Count));
                },
                cancellation);
            _numbers.Gave(shop, last + placed.Value.Stored);
            return placed.Value.Orders;
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            return null;
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.CheckViolation)
        {
            _numbers.WereGivenElsewhere(shop);
            return null;
        }
    }

    /// <returns>What became of each; null when it is to be tried again.</returns>
    private async Task<Placed?[]?> LookAndStore(ShopId shop, IReadOnlyList<NewOrder> orders, bool mayTryAgain, CancellationToken cancellation)
    {
        try
        {
            var last = 0L;
            var placed = await _database.In(shop, s_patience).Transaction<Placed?[]>(
                async transaction =>
                {
                    (var became, last) = await Place(transaction, shop, orders);
                    return became;
                },
                cancellation);
            _numbers.Gave(shop, last);
            return placed.Value;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation && mayTryAgain)
        {
            // A refusal was kept under one of the keys since they were looked for: the next look finds it.
            return null;
        }
    }

    /// <returns>What became of each, and the last number given by now.</returns>
    private async Task<(Placed?[] Placed, long Last)> Place(Transaction transaction, ShopId shop, IReadOnlyList<NewOrder> orders)
    {
        // The counter's lock comes first: whoever places orders in this shop waits for it, so what is read behind it stays true.
        var (last, taken, known) = await transaction.Lists<long, RequestKey, Guid>(
            $"SELECT last FROM order_counter WHERE shop_id = {shop} FOR UPDATE",
            Idempotency.Known(shop, orders.Select(order => order.Call)),
            $"""
            SELECT placed.id FROM unnest({orders.Select(order => order.Id).ToArray()}) AS wanted (id)
            CROSS JOIN LATERAL (SELECT id FROM sales_order WHERE shop_id = {shop} AND sales_order.id = wanted.id LIMIT 1) AS placed
            """);
        if (last.Count == 0)
        {
            // The shop's first order. Whoever else made the counter meanwhile has committed when this goes on, so all is read again.
            transaction.Later($"INSERT INTO order_counter (shop_id, last) VALUES ({shop}, {OrderNumbers.BeforeFirst}) ON CONFLICT DO NOTHING");
            return await Place(transaction, shop, orders);
        }

        var (placed, stored) = Decide(orders, taken, known);
        if (stored.Count > 0)
        {
            transaction.Later($"UPDATE order_counter SET last = {last[0] + stored.Count} WHERE shop_id = {shop}");
            _newOrders.Insert(transaction, shop, stored, last[0] + 1);
        }

        return (placed, last[0] + stored.Count);
    }

    /// <param name="orders">The group.</param>
    /// <param name="taken">Keys that somebody has claimed.</param>
    /// <param name="known">Orders that exist.</param>
    /// <returns>What is to become of each, null for those that have to come again; and those that are to be stored.</returns>
    private (Placed?[] Placed, List<NewOrder> Stored) Decide(IReadOnlyList<NewOrder> orders, IEnumerable<RequestKey> taken, List<Guid> known)
    {
        var now = _clock.GetUtcNow();
        var keys = taken.ToHashSet();
        var stored = new List<NewOrder>();
        var placed = new Placed?[orders.Count];
        for (var index = 0; index < orders.Count; index++)
        {
            var order = orders[index];
            if (order.HoldExpiresAt - now < s_holdMustLast)
            {
                continue;
            }

            // Added as it is seen: of two equal calls in one group, the first has the key.
            if (Idempotency.KeyOf(order.Call) is { } key && !keys.Add(key))
            {
                placed[index] = Placed.AnsweredElsewhere;
            }
            // Otherwise its key is free and it exists: a repeat that found the hold of an order that was taken back a moment ago and isn't released yet. Coming again, it is a new order.
            else if (!known.Contains(order.Id))
            {
                placed[index] = Placed.Stored;
                stored.Add(order);
            }
        }

        return (placed, stored);
    }
}
