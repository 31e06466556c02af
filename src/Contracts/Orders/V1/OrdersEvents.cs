namespace Kontor.Contracts.Orders.V1;

/// <summary>One line of an order as events tell it.</summary>
/// <param name="Sku">What.</param>
/// <param name="Name">The product's name when it was ordered.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitPrice">Minor units of the order's currency.</param>
/// <param name="Total">Minor units of the order's currency.</param>
public sealed record OrderEventLine(string Sku, string Name, long Quantity, long UnitPrice, long Total);

/// <summary>An order exists. It isn't confirmed yet.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">Its number for people.</param>
/// <param name="Total">Minor units, tax and shipping included.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record OrderCreated(Guid OrderId, string Number, long Total, string Currency)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<OrderCreated> Type = new("order.created", "orders");
}

/// <summary>An order is confirmed: its payment is arranged and its stock is allocated.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">Its number for people.</param>
/// <param name="Lines">What was bought.</param>
/// <param name="Total">Minor units, tax and shipping included.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Country">Where it goes, ISO 3166-1 alpha-2.</param>
/// <param name="Email">Who bought it.</param>
/// <param name="PlacedAt">When it was placed.</param>
public sealed record OrderConfirmed(
    Guid OrderId, string Number, IReadOnlyList<OrderEventLine> Lines, long Total, string Currency, string Country, string Email, DateTimeOffset PlacedAt)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<OrderConfirmed> Type = new("order.confirmed", "orders");
}

/// <summary>An order won't be delivered.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">Its number for people.</param>
/// <param name="Reason">Why.</param>
/// <param name="WasConfirmed">Whether it had been confirmed before.</param>
public sealed record OrderCancelled(Guid OrderId, string Number, string Reason, bool WasConfirmed)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<OrderCancelled> Type = new("order.cancelled", "orders");
}
