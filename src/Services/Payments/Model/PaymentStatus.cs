namespace Kontor.Payments.Model;

/// <summary>The states of a payment, as contracts and the database name them.</summary>
internal static class PaymentStatus
{
    /// <summary>Begun: a bank transfer that is awaited, or a card whose provider hasn't answered yet.</summary>
    public const string Created = "created";

    /// <summary>The money is promised.</summary>
    public const string Authorized = "authorized";

    /// <summary>The money is there.</summary>
    public const string Captured = "captured";

    /// <summary>It came to nothing.</summary>
    public const string Failed = "failed";

    /// <summary>Ended before any money came.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>A part of the money went back.</summary>
    public const string PartiallyRefunded = "partially_refunded";

    /// <summary>All money went back.</summary>
    public const string Refunded = "refunded";
}
