using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Payments.V1;
using Proto = Kontor.Contracts.Orders.V1;

namespace Kontor.Gateway.Orders;

/// <summary>An order to be placed.</summary>
internal sealed record NewOrder
{
    private static readonly Error s_noPoints = Error.Invalid(
        "orders.points_unavailable", "This shop takes no points.", new Fault("/usePoints", "unavailable", "Leave usePoints out, or send 0."));

    private static readonly Error s_noSlots = Error.Invalid(
        "orders.slots_unavailable", "This shop has no delivery slots to choose from.", new Fault("/delivery/slotId", "unavailable", "Leave slotId out."));

    private static readonly Error s_noPickup = Error.Invalid(
        "orders.pickup_unavailable", "Nothing can be picked up at this shop.", new Fault("/delivery/pickupLocation", "unavailable", "Leave pickupLocation out."));

    /// <summary>What to buy, 1 to 1,000 lines; the same SKU may stand twice.</summary>
    public required IReadOnlyList<Line> Lines { get; init; }

    /// <summary>Who buys. A signed-in customer's account wins over it; staff may order for somebody else.</summary>
    public OrderCustomer? Customer { get; init; }

    /// <summary>Where it goes.</summary>
    public required Address ShippingAddress { get; init; }

    /// <summary>How it gets there.</summary>
    public required DeliveryChoice Delivery { get; init; }

    /// <summary>How it is paid.</summary>
    public required PaymentChoice Payment { get; init; }

    /// <summary>Points to pay with; only 0 for now.</summary>
    public long? UsePoints { get; init; }

    public Result<PlaceOrderRequest> ToProto() => this switch
    {
        { UsePoints: not (null or 0) } => s_noPoints,
        { Delivery.SlotId: not null } => s_noSlots,
        { Delivery.PickupLocation: not null } => s_noPickup,
        _ => new PlaceOrderRequest
        {
            Lines = { Lines.Select(line => line.ToProto()) },
            Customer = Customer is null ? null : new Proto.Customer { Email = Customer.Email, Name = Customer.Name },
            ShippingAddress = ShippingAddress.ToProto(),
            DeliveryMethod = Delivery.Method,
            PaymentMethod = Payment.Method,
            Card = Payment.Card?.ToProto(),
        },
    };
}

/// <summary>How an order is to get to the customer.</summary>
internal sealed record DeliveryChoice
{
    /// <summary>A delivery method's code.</summary>
    public required string Method { get; init; }

    /// <summary>A time slot; there are none yet.</summary>
    public string? SlotId { get; init; }

    /// <summary>Where to pick it up; there is no such place yet.</summary>
    public string? PickupLocation { get; init; }
}

/// <summary>How an order is to be paid.</summary>
internal sealed record PaymentChoice
{
    /// <summary>A payment method's code.</summary>
    public required string Method { get; init; }

    /// <summary>With method card only.</summary>
    public CardData? Card { get; init; }
}

/// <summary>A payment card. Never stored.</summary>
internal sealed record CardData
{
    /// <summary>Digits only.</summary>
    public required string Number { get; init; }

    /// <summary>1 to 12.</summary>
    public required int ExpiryMonth { get; init; }

    /// <summary>Four digits.</summary>
    public required int ExpiryYear { get; init; }

    /// <summary>The check digits.</summary>
    public required string Cvc { get; init; }

    public Card ToProto() => new() { Number = Number, ExpiryMonth = ExpiryMonth, ExpiryYear = ExpiryYear, Cvc = Cvc };

    /// <summary>Says nothing: a record's text ends up in logs.</summary>
    public override string ToString() => "card";
}
