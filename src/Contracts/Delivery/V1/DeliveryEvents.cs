namespace Kontor.Contracts.Delivery.V1;

/// <summary>A shop's way to deliver was made, changed or taken away.</summary>
/// <param name="Code">Which one.</param>
public sealed record DeliveryMethodChanged(string Code)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<DeliveryMethodChanged> Type = new("delivery_method.changed", "delivery");
}
