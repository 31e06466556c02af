namespace Kontor.Payments;

/// <summary>After which steps tests have the process killed.</summary>
internal static class PaymentsFaults
{
    /// <summary>The payment is written down; nobody has been asked for money.</summary>
    public const string Begun = "payments.authorise.begun";

    /// <summary>The provider has decided; we haven't booked it.</summary>
    public const string Answered = "payments.authorise.answered";

    /// <summary>The decision is booked; Orders hasn't heard of it.</summary>
    public const string Settled = "payments.authorise.settled";

    /// <summary>The payment is over with us; the provider doesn't know yet.</summary>
    public const string Ended = "payments.cancel.ended";

    /// <summary>The provider has let the money go; we haven't booked it.</summary>
    public const string Voided = "payments.void.answered";

    /// <summary>The provider has given the money back; we haven't booked it.</summary>
    public const string Refunded = "payments.refund.answered";

    public static readonly IReadOnlyList<string> All = [Begun, Answered, Settled, Ended, Voided, Refunded];
}
