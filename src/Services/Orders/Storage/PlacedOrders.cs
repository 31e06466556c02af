using Google.Protobuf;
using Kontor.Contracts.Orders.V1;
using Kontor.Orders.Model;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Storage;

/// <summary>An order that is about to exist.</summary>
/// <param name="Order">What it says; its number is given when it is stored.</param>
/// <param name="CustomerId">The account; null for guests.</param>
/// <param name="TaxRatePpm">The rate that its tax was taken with.</param>
/// <param name="PricesIncludeTax">How its prices are meant.</param>
/// <param name="PayUntil">Until when it waits for its money; null when it doesn't wait.</param>
/// <param name="HoldExpiresAt">Until when its stock is held.</param>
/// <param name="Call">The request that places it.</param>
internal sealed record NewOrder(
    Order Order, Guid? CustomerId, int TaxRatePpm, bool PricesIncludeTax, DateTimeOffset? PayUntil, DateTimeOffset HoldExpiresAt, CallContext Call)
{
    public Guid Id => Guid.Parse(Order.Id);
}

/// <summary>What became of a new order when it was stored.</summary>
internal enum Placed
{
    /// <summary>It exists, as pending.</summary>
    Stored,

    /// <summary>Another request with the same idempotency key was first; its answer is the one to wait for.</summary>
    AnsweredElsewhere,
}

/// <summary>
/// Step 3 of placing an order: the order as pending, its lines, its history, the claim on the idempotency key and <c>order.created</c>, in one
/// transaction for all orders that wait. From here on an order exists, whatever crashes.
/// </summary>
internal sealed class PlacedOrders
{
    /// <summary>A hold that is nearly over might be gone before the order is confirmed.</summary>
    private static readonly TimeSpan s_holdMustLast = TimeSpan.FromSeconds(10);

    /// <summary>For each statement; the few there are stay within <see cref="s_holdMustLast"/>.</summary>
    private const string Patience = "2s";

    private readonly Database _database;
    private readonly Outbox _outbox;
    private readonly TimeProvider _clock;
    private readonly GroupWork<NewOrder, Placed?> _group;

    public PlacedOrders(Database database, Outbox outbox, TimeProvider clock)
    {
        _database = database;
        _outbox = outbox;
        _clock = clock;
        _group = new("orders.place", StoreAll);
    }

    public async Task<Result<Placed>> Store(NewOrder order) => (await _group.Do(order, order.Call)).Map(placed => placed!.Value);

    private async Task<IReadOnlyList<Result<Placed?>>> StoreAll(ShopId shop, IReadOnlyList<NewOrder> orders, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var inTime = orders.Where(order => order.HoldExpiresAt - now >= s_holdMustLast).ToList();
        var claimed = new HashSet<NewOrder>(ReferenceEqualityComparer.Instance);
        var takenBack = new HashSet<NewOrder>(ReferenceEqualityComparer.Instance);
        if (inTime.Count > 0)
        {
            await _database.In(shop).Transaction<int>(
                async transaction =>
                {
                    // Waiting for another process's claim counts against the hold, too.
                    await transaction.Execute($"SELECT set_config('lock_timeout', {Patience}, true), set_config('statement_timeout', {Patience}, true)");
                    var claims = await Idempotency.ClaimAll(transaction, shop, [.. inTime.Select(order => order.Call)]);
                    claimed = inTime.Where((_, index) => claims[index]).ToHashSet<NewOrder>(ReferenceEqualityComparer.Instance);
                    takenBack = await TakenBack(transaction, shop, claimed);
                    claimed.ExceptWith(takenBack);
                    if (claimed.Count > 0)
                    {
                        await Insert(transaction, shop, [.. inTime.Where(claimed.Contains)]);
                    }

                    return claimed.Count;
                },
                cancellation);
        }

        return [.. orders.Select(order =>
            claimed.Contains(order) ? Placed.Stored : inTime.Contains(order) && !takenBack.Contains(order) ? Placed.AnsweredElsewhere : (Result<Placed?>)OrdersErrors.TooSlow)];
    }

    /// <summary>
    /// Those whose key was free and whose order exists: repeats that found the hold of an order that was taken back a moment ago and isn't released yet. They are told
    /// to come again, with their key left free, and are new orders then.
    /// </summary>
    private static async Task<HashSet<NewOrder>> TakenBack(Transaction transaction, ShopId shop, HashSet<NewOrder> claimed)
    {
        var ids = claimed.Select(order => order.Id).ToArray();
        var known = (await transaction.List<Guid>($"SELECT id FROM sales_order WHERE shop_id = {shop} AND id = ANY({ids})")).ToHashSet();
        var takenBack = claimed.Where(order => known.Contains(order.Id)).ToHashSet<NewOrder>(ReferenceEqualityComparer.Instance);
        foreach (var order in takenBack)
        {
            await Idempotency.Free(transaction, shop, Idempotency.KeyOf(order.Call));
        }

        return takenBack;
    }

    private async Task Insert(Transaction transaction, ShopId shop, IReadOnlyList<NewOrder> orders)
    {
        var last = await transaction.Find<long>(
            $"""
            INSERT INTO order_counter (shop_id, last) VALUES ({shop}, 100000 + {orders.Count})
            ON CONFLICT (shop_id) DO UPDATE SET last = order_counter.last + {orders.Count} RETURNING last
            """);
        var first = last - orders.Count + 1;
        for (var index = 0; index < orders.Count; index++)
        {
            orders[index].Order.Number = (first + index).ToString();
        }

        T[] Of<T>(Func<NewOrder, T> pick) => [.. orders.Select(pick)];
        var lines = orders.SelectMany(order => order.Order.Lines.Select((line, index) => (order.Id, Index: index + 1, Line: line))).ToList();
        T[] OfLines<T>(Func<(Guid Id, int Index, OrderLine Line), T> pick) => [.. lines.Select(pick)];
        await transaction.ExecuteAll(
            $"""
            INSERT INTO sales_order (shop_id, id, number, status, customer_id, email, customer_name, shipping_address, currency, items, shipping, tax, total,
                                     tax_rate_ppm, prices_include_tax, delivery_method, payment_method, pay_until, request_actor, request_key, created_at)
            SELECT {shop}, id, number, {OrderStatus.Pending}, customer_id, email, customer_name, shipping_address::jsonb, currency, items, shipping, tax, total,
                   tax_rate_ppm, prices_include_tax, delivery_method, payment_method, pay_until, request_actor, request_key, created_at
            FROM unnest({Of(order => order.Id)}, {Of(order => long.Parse(order.Order.Number))}, {Of(order => order.CustomerId)}, {Of(order => order.Order.Customer.Email)},
                        {Of(order => order.Order.Customer.Name)}, {Of(order => JsonFormatter.Default.Format(order.Order.ShippingAddress))}, {Of(order => order.Order.Totals.Total.Currency)},
                        {Of(order => order.Order.Totals.Items.Amount)}, {Of(order => order.Order.Totals.Shipping.Amount)}, {Of(order => order.Order.Totals.Tax.Amount)},
                        {Of(order => order.Order.Totals.Total.Amount)}, {Of(order => order.TaxRatePpm)}, {Of(order => order.PricesIncludeTax)},
                        {Of(order => order.Order.DeliveryMethod)}, {Of(order => order.Order.PaymentMethod)}, {Of(order => order.PayUntil?.UtcDateTime)},
                        {Of(order => Idempotency.KeyOf(order.Call)?.Actor)}, {Of(order => order.Call.Key?.Value)},
                        {Of(order => order.Order.CreatedAt.ToDateTime())})
                AS placed (id, number, customer_id, email, customer_name, shipping_address, currency, items, shipping, tax, total,
                           tax_rate_ppm, prices_include_tax, delivery_method, payment_method, pay_until, request_actor, request_key, created_at)
            """,
            $"""
            INSERT INTO sales_order_line (shop_id, order_id, line, sku, name, quantity, unit_price, total)
            SELECT {shop}, * FROM unnest({OfLines(line => line.Id)}, {OfLines(line => line.Index)}, {OfLines(line => line.Line.Sku)}, {OfLines(line => line.Line.Name)},
                                         {OfLines(line => line.Line.Quantity)}, {OfLines(line => line.Line.UnitPrice.Amount)}, {OfLines(line => line.Line.Total.Amount)})
            """,
            History.Entries(shop, _clock, [.. orders.Select(order => new HistoryNote(order.Id, "placed", order.Call.Actor.Kind))]));
        await _outbox.AddAll(
            transaction,
            shop,
            OrderCreated.Type,
            [.. orders.Select(order => (order.Id, new OrderCreated(order.Id, order.Order.Number, order.Order.Totals.Total.Amount, order.Order.Totals.Total.Currency)))]);
    }
}
