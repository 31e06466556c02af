using Kontor.Contracts.Orders.V1;

namespace Kontor.Orders.Storage;

/// <summary>What others are told of an order.</summary>
internal static class OrderEvents
{
    public static OrderCreated Created(Order order) => new(Guid.Parse(order.Id), order.Number, order.Totals.Total.Amount, order.Totals.Total.Currency);

    public static OrderConfirmed Confirmed(Order order) => new(
        Guid.Parse(order.Id),
        order.Number,
        [.. order.Lines.Select(line => new OrderEventLine(line.Sku, line.Name, line.Quantity, line.UnitPrice.Amount, line.Total.Amount))],
        order.Totals.Total.Amount,
        order.Totals.Total.Currency,
        order.ShippingAddress.Country,
        order.Customer.Email,
        order.CreatedAt.ToDateTimeOffset());
}
