using System.Globalization;
using Google.Protobuf;
using Kontor.Contracts.Orders.V1;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Storage;

/// <summary>What is written of orders that are new: the orders, their lines, their history, the idempotency keys and the events.</summary>
internal sealed class NewOrders(Outbox outbox, TimeProvider clock)
{
    /// <summary>Gives the orders their numbers, and writes everything by the commit.</summary>
    public void Insert(Transaction transaction, ShopId shop, IReadOnlyList<NewOrder> orders, long firstNumber)
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
                clock,
                [.. orders.Select(order => new HistoryNote(order.Id, "placed", order.Call.Actor.Kind)), .. confirmed.Select(order => new HistoryNote(order.Id, "confirmed", order.Call.Actor.Kind))]));
        Idempotency.ClaimWith(transaction, shop, [.. orders.Select(order => (order.Call, order.IsConfirmed ? order.Order : null))]);
        outbox.AddAll(
            transaction,
            shop,
            [
                .. orders.Select(order => NewEvent.Of(OrderCreated.Type, order.Id, OrderEvents.Created(order.Order))),
                .. confirmed.Select(order => NewEvent.Of(OrderConfirmed.Type, order.Id, OrderEvents.Confirmed(order.Order))),
            ]);
    }
}
