namespace Kontor.Contracts.Payments.V1;

/// <summary>The money of an order arrived in full.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Method">How it was paid.</param>
/// <param name="Amount">Minor units.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Version">Grows with every change of the payment: what has a lower one than is known already is old news.</param>
public sealed record PaymentCaptured(Guid PaymentId, Guid OrderId, string Method, long Amount, string Currency, long Version)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<PaymentCaptured> Type = new("payment.captured", "payments");
}

/// <summary>A payment changed its state in any other way. One that begins as authorized hasn't changed.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Status">The state from now on.</param>
/// <param name="Reason">Why, when there is a reason; empty otherwise.</param>
/// <param name="Version">Grows with every change of the payment: what has a lower one than is known already is old news.</param>
public sealed record PaymentChanged(Guid PaymentId, Guid OrderId, string Status, string Reason, long Version)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<PaymentChanged> Type = new("payment.changed", "payments");
}

/// <summary>A shop switched a way to pay on or off.</summary>
/// <param name="Code">Which one.</param>
/// <param name="Enabled">Whether shoppers can choose it from now on.</param>
public sealed record PaymentMethodChanged(string Code, bool Enabled)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<PaymentMethodChanged> Type = new("payment_method.changed", "payments");
}
