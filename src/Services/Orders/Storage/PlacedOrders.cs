using System.Globalization;
using Google.Protobuf;
using Kontor.Contracts.Orders.V1;
using Kontor.Orders.Model;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Npgsql;

namespace Kontor.Orders.Storage;

/// <summary>An order that is about to exist.</summary>
/// <param name="Order">What it says; its number is given when it is stored. Confirmed when its payment is promised, pending otherwise.</param>
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

    public bool IsConfirmed => Order.Status == OrderStatus.Confirmed;
}

/// <summary>What became of a new order when it was stored.</summary>
internal enum Placed
{
    /// <summary>It exists.</summary>
    Stored,

    /// <summary>Another request with the same idempotency key was first; its answer is the one to wait for.</summary>
    AnsweredElsewhere,
}

/// <summary>
/// Step 3 of placing an order: the order, its lines, its history, the idempotency key and the events, in one transaction for all orders that wait. From here on
/// an order exists, whatever crashes. One whose payment is promised is confirmed at once and has its answer kept; the others are pending.
/// </summary>
internal sealed class PlacedOrders
{
    private const int Attempts = 3;

    /// <summary>A hold that is nearly over might be gone before the order is confirmed.</summary>
    private static readonly TimeSpan s_holdMustLast = TimeSpan.FromSeconds(10);

    /// <summary>For each statement; the few there are stay within <see cref="s_holdMustLast"/>, also when they wait for another process.</summary>
    private static readonly Sql[] s_patience = [Sql.Verbatim("SET LOCAL lock_timeout = '1s'"), Sql.Verbatim("SET LOCAL statement_timeout = '1s'")];

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
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var placed = await _database.In(shop).Transaction<Placed?[]>(async transaction => await Place(transaction, shop, orders), cancellation);
                return [.. placed.Value.Select(became => became is null ? (Result<Placed?>)OrdersErrors.TooSlow : became)];
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation && attempt < Attempts)
            {
                // A refusal was kept under one of the keys since they were looked for: the next look finds it.
            }
        }
    }

    /// <returns>What became of each; null for those that have to come again.</returns>
    private async Task<Placed?[]> Place(Transaction transaction, ShopId shop, IReadOnlyList<NewOrder> orders)
    {
        // The counter's lock comes first: whoever places orders in this shop waits for it, so what is read behind it stays true.
        transaction.Later(s_patience);
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

        if (stored.Count > 0)
        {
            Insert(transaction, shop, stored, last[0] + 1);
        }

        return placed;
    }

    private void Insert(Transaction transaction, ShopId shop, IReadOnlyList<NewOrder> orders, long firstNumber)
    {
        for (var index = 0; index < orders.Count; index++)
        {
            orders[index].Order.Number = (firstNumber + index).ToString(CultureInfo.InvariantCulture);
        }

        T[] Of<T>(Func<NewOrder, T> pick) => [.. orders.Select(pick)];
        var lines = orders.SelectMany(order => order.Order.Lines.Select((line, index) => (order.Id, Index: index + 1, Line: line))).ToList();
        T[] OfLines<T>(Func<(Guid Id, int Index, OrderLine Line), T> pick) => [.. lines.Select(pick)];
        var confirmed = orders.Where(order => order.IsConfirmed).ToList();
        transaction.Later(
            $"UPDATE order_counter SET last = {firstNumber + orders.Count - 1} WHERE shop_id = {shop}",
            $"""
            INSERT INTO sales_order (shop_id, id, number, status, customer_id, email, customer_name, shipping_address, currency, items, shipping, tax, total,
                                     tax_rate_ppm, prices_include_tax, delivery_method, payment_method, payment_id, payment_status, payment_version, pay_until, request_actor, request_key, created_at)
            SELECT {shop}, id, number, status, customer_id, email, customer_name, shipping_address::jsonb, currency, items, shipping, tax, total,
                   tax_rate_ppm, prices_include_tax, delivery_method, payment_method, payment_id, payment_status, payment_version, pay_until, request_actor, request_key, created_at
            FROM unnest({Of(order => order.Id)}, {Enumerable.Range(0, orders.Count).Select(index => firstNumber + index).ToArray()}, {Of(order => order.Order.Status)}, {Of(order => order.CustomerId)},
                        {Of(order => order.Order.Customer.Email)}, {Of(order => order.Order.Customer.Name)}, {Of(order => JsonFormatter.Default.Format(order.Order.ShippingAddress))},
                        {Of(order => order.Order.Totals.Total.Currency)}, {Of(order => order.Order.Totals.Items.Amount)}, {Of(order => order.Order.Totals.Shipping.Amount)},
                        {Of(order => order.Order.Totals.Tax.Amount)}, {Of(order => order.Order.Totals.Total.Amount)}, {Of(order => order.TaxRatePpm)}, {Of(order => order.PricesIncludeTax)},
                        {Of(order => order.Order.DeliveryMethod)}, {Of(order => order.Order.PaymentMethod)}, {Of(order => order.IsConfirmed ? Guid.Parse(order.Order.PaymentId) : (Guid?)null)},
                        {Of(order => order.Order.PaymentStatus)}, {Of(order => order.IsConfirmed ? 1L : 0L)}, {Of(order => order.PayUntil?.UtcDateTime)},
                        {Of(order => Idempotency.KeyOf(order.Call)?.Actor)}, {Of(order => order.Call.Key?.Value)}, {Of(order => order.Order.CreatedAt.ToDateTime())})
                AS placed (id, number, status, customer_id, email, customer_name, shipping_address, currency, items, shipping, tax, total,
                           tax_rate_ppm, prices_include_tax, delivery_method, payment_method, payment_id, payment_status, payment_version, pay_until, request_actor, request_key, created_at)
            """,
            $"""
            INSERT INTO sales_order_line (shop_id, order_id, line, sku, name, quantity, unit_price, total)
            SELECT {shop}, * FROM unnest({OfLines(line => line.Id)}, {OfLines(line => line.Index)}, {OfLines(line => line.Line.Sku)}, {OfLines(line => line.Line.Name)},
                                         {OfLines(line => line.Line.Quantity)}, {OfLines(line => line.Line.UnitPrice.Amount)}, {OfLines(line => line.Line.Total.Amount)})
            """,
            History.Entries(
                shop,
                _clock,
                [.. orders.Select(order => new HistoryNote(order.Id, "placed", order.Call.Actor.Kind)), .. confirmed.Select(order => new HistoryNote(order.Id, "confirmed", order.Call.Actor.Kind))]));
        Idempotency.ClaimWith(transaction, shop, [.. orders.Select(order => (order.Call, order.IsConfirmed ? order.Order : null))]);
        _outbox.AddAll(transaction, shop, OrderCreated.Type, [.. orders.Select(order => (order.Id, OrderEvents.Created(order.Order)))]);
        _outbox.AddAll(transaction, shop, OrderConfirmed.Type, [.. confirmed.Select(order => (order.Id, OrderEvents.Confirmed(order.Order)))]);
    }
}
