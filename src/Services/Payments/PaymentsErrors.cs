namespace Kontor.Payments;

/// <summary>Every expected failure of this service.</summary>
internal static class PaymentsErrors
{
    public const string Invalid = "payments.invalid";

    public const string InvalidCard = "payments.invalid_card";

    public static readonly Error UnknownPayment = new(ErrorKind.NotFound, "payments.unknown", "There is no such payment. Check its id.");

    public static readonly Error UnknownProvider = new(ErrorKind.NotFound, "payments.unknown_provider", "There is no such payment provider. The callback address ends in 'card'.");

    public static readonly Error BadSignature = new(
        ErrorKind.Unauthenticated, "payments.bad_signature", "The callback's signature is wrong or too old. Sign it as Standard Webhooks 1.0 asks, with the secret of this installation.");

    public static readonly Error InvalidCallback = Error.Invalid(
        "payments.invalid_callback", "The callback's body can't be read. Send JSON with 'type' and 'data.key', 20 kB at most.");

    public static readonly Error UnknownMethod = Error.Invalid(
        "payments.unknown_method", "There is no such payment method. Choose one that the shop lists.", new Fault("/payment/method", "unknown", "Choose a method that GET /v1/payment-methods lists."));

    public static readonly Error NoSuchMethod = new(ErrorKind.NotFound, "payments.unknown_method", "There is no such payment method. Choose one of those listed.");

    public static readonly Error MethodUnavailable = Error.Invalid(
        "payments.method_unavailable",
        "The shop doesn't offer this payment method at the moment. Choose another one.",
        new Fault("/payment/method", "unavailable", "Choose a method that GET /v1/payment-methods lists."));

    public static readonly Error CardNotWanted = Error.Invalid(
        InvalidCard, "Card data came with a method that isn't 'card'. Leave it out, or choose 'card'.", new Fault("/payment/card", "unexpected", "Leave this out, or choose the method 'card'."));

    public static readonly Error OrderDiffers = new(
        ErrorKind.Conflict, "payments.order_differs", "This order's payment was begun with another method or amount. Place a new order to pay differently.");

    public static readonly Error Cancelled = new(ErrorKind.Conflict, "payments.cancelled", "This order's payment was cancelled. Place a new order.");

    public static readonly Error ProviderUnavailable = new(
        ErrorKind.Unavailable, "payments.provider_unavailable", "The card's provider doesn't answer at the moment, and nothing was charged. Try again in a moment, or pay with another method.")
    {
        RetryAfter = TimeSpan.FromSeconds(10),
    };

    public static readonly Error CaptureRefused = new(
        ErrorKind.Conflict, "payments.capture_refused", "The card's provider refuses to capture this payment. Look it up at the provider, or cancel the order and have it paid anew.");

    public static readonly Error CurrencyDiffers = Error.Invalid(
        Invalid, "The refund must be in the payment's currency.", new Fault("/amount/currency", "mismatch", "Use the currency of the payment."));

    public static Error Declined(string reason) => new(ErrorKind.Conflict, "payments.declined", reason switch
    {
        "insufficient_funds" => "The card was declined: it hasn't enough funds. Pay with another card or another method.",
        "expired_card" => "The card was declined: it has expired. Pay with another card or another method.",
        _ => "The card was declined. Pay with another card or another method, or ask the bank that gave it out.",
    });

    public static Error NotCapturable(string status) => new(
        ErrorKind.Conflict, "payments.not_capturable", $"A payment that is '{status}' can't be captured. Only authorized payments and awaited bank transfers can.");

    public static Error NotRefundable(string status, long refundable) => new(
        ErrorKind.Conflict, "payments.not_refundable", $"The payment is '{status}' and {refundable} (minor units) can be refunded at most. Refund that or less.");
}
