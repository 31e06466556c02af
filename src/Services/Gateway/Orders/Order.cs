using System.Text.Json.Serialization;
using Proto = Kontor.Contracts.Orders.V1;

namespace Kontor.Gateway.Orders;

/// <summary>An order.</summary>
internal sealed record Order
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its number for people; counts up in the shop.</summary>
    public required string Number { get; init; }

    /// <summary>pending, confirmed, partially_shipped, shipped, delivered, completed, cancelled, expired.</summary>
    public required string Status { get; init; }

    /// <summary>What was bought.</summary>
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>What it costs.</summary>
    public required OrderTotals Totals { get; init; }

    /// <summary>How it is paid.</summary>
    public required OrderPayment Payment { get; init; }

    /// <summary>How it gets there.</summary>
    public required OrderDelivery Delivery { get; init; }

    /// <summary>Who bought it.</summary>
    public required OrderCustomer Customer { get; init; }

    /// <summary>Where it goes.</summary>
    public required Address ShippingAddress { get; init; }

    /// <summary>Why it was cancelled, when it was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CancelReason { get; init; }

    /// <summary>When it was placed.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Reads and cancels this one order. Only in the answer to the guest who placed it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AccessToken { get; init; }

    public static Order From(Proto.Order order) => new()
    {
        Id = order.Id,
        Number = order.Number,
        Status = order.Status,
        Lines = [.. order.Lines.Select(OrderLine.From)],
        Totals = OrderTotals.From(order.Totals),
        Payment = new OrderPayment { Id = Text.OrNull(order.PaymentId), Method = order.PaymentMethod, Status = Text.OrNull(order.PaymentStatus), Reference = Text.OrNull(order.PaymentReference) },
        Delivery = new OrderDelivery { Method = order.DeliveryMethod, Slot = null, Fee = Money.From(order.DeliveryFee) },
        Customer = new OrderCustomer { Email = order.Customer.Email, Name = order.Customer.Name },
        ShippingAddress = Address.From(order.ShippingAddress),
        CancelReason = Text.OrNull(order.CancelReason),
        CreatedAt = order.CreatedAt.ToDateTime(),
    };

    /// <summary>The answer to whoever placed it, the only one that tells the access token.</summary>
    public static Order Placed(Proto.Order order) => From(order) with { AccessToken = Text.OrNull(order.AccessToken) };
}

/// <summary>A line of an order, as it was when the order was placed.</summary>
internal sealed record OrderLine
{
    /// <summary>Which variant.</summary>
    public required string Sku { get; init; }

    /// <summary>The product's name.</summary>
    public required string Name { get; init; }

    /// <summary>How many.</summary>
    public required long Quantity { get; init; }

    /// <summary>What one cost.</summary>
    public required Money UnitPrice { get; init; }

    /// <summary>What the line costs.</summary>
    public required Money Total { get; init; }

    public static OrderLine From(Proto.OrderLine line) => new()
    {
        Sku = line.Sku,
        Name = line.Name,
        Quantity = line.Quantity,
        UnitPrice = Money.From(line.UnitPrice),
        Total = Money.From(line.Total),
    };
}

/// <summary>What an order costs.</summary>
internal sealed record OrderTotals
{
    /// <summary>All lines.</summary>
    public required Money Items { get; init; }

    /// <summary>The delivery fee.</summary>
    public required Money Shipping { get; init; }

    /// <summary>Inside the items when prices include tax, on top of them otherwise.</summary>
    public required Money Tax { get; init; }

    /// <summary>What was taken off.</summary>
    public required Money Discount { get; init; }

    /// <summary>What was paid with points.</summary>
    public required Money Points { get; init; }

    /// <summary>What is to be paid.</summary>
    public required Money Total { get; init; }

    public static OrderTotals From(Proto.OrderTotals totals) => new()
    {
        Items = Money.From(totals.Items),
        Shipping = Money.From(totals.Shipping),
        Tax = Money.From(totals.Tax),
        Discount = Money.OrNothing(totals.Discount, totals.Total.Currency),
        Points = Money.OrNothing(totals.Points, totals.Total.Currency),
        Total = Money.From(totals.Total),
    };
}

/// <summary>How an order is paid.</summary>
internal sealed record OrderPayment
{
    /// <summary>The payment's id; null before there is one.</summary>
    public required string? Id { get; init; }

    /// <summary>The payment method's code.</summary>
    public required string Method { get; init; }

    /// <summary>created, authorized, captured, failed, cancelled, expired, partially_refunded, refunded; null before there is a payment.</summary>
    public required string? Status { get; init; }

    /// <summary>What a bank transfer must say it is for; absent for other methods.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? Reference { get; init; }
}

/// <summary>How an order gets to the customer.</summary>
internal sealed record OrderDelivery
{
    /// <summary>The delivery method's code.</summary>
    public required string Method { get; init; }

    /// <summary>The time slot; always null, as there are none yet.</summary>
    public required string? Slot { get; init; }

    /// <summary>What it costs.</summary>
    public required Money Fee { get; init; }
}

/// <summary>Who bought something.</summary>
internal sealed record OrderCustomer
{
    /// <summary>Where the confirmation goes.</summary>
    public required string Email { get; init; }

    /// <summary>How to address them.</summary>
    public required string Name { get; init; }
}
