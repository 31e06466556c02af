namespace Kontor.Contracts.Payments.V1;

/// <summary>The money of an order arrived in full.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Method">How it was paid.</param>
/// <param name="Amount">Minor units.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record PaymentCaptured(Guid PaymentId, Guid OrderId, string Method, long Amount, string Currency)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<PaymentCaptured> Type = new("payment.captured", "payments");
}

/// <summary>A payment changed its state in any other way.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Status">The state from now on.</param>
/// <param name="Reason">Why, when there is a reason; empty otherwise.</param>
public sealed record PaymentChanged(Guid PaymentId, Guid OrderId, string Status, string Reason)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<PaymentChanged> Type = new("payment.changed", "payments");
}
