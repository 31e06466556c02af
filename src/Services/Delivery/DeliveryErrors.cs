namespace Kontor.Delivery;

/// <summary>Every expected failure of this service.</summary>
internal static class DeliveryErrors
{
    public const string Invalid = "delivery.invalid";

    public static readonly Error NoSuchMethod = new(ErrorKind.NotFound, "delivery.unknown_method", "There is no such delivery method. Choose one of those listed.");

    public static readonly Error UnknownMethod = Error.Invalid(
        "delivery.unknown_method",
        "The shop doesn't offer this delivery method. Choose one that it offers for the address.",
        new Fault("/delivery/method", "unknown", "Choose a method that POST /v1/delivery/options lists."));

    public static readonly Error Unreachable = Error.Invalid(
        "delivery.unreachable",
        "This delivery method doesn't reach the country. Choose another method or another address.",
        new Fault("/shippingAddress/country", "unreachable", "Choose another method or another address."));

    public static readonly Error MethodTaken = new(ErrorKind.Conflict, "delivery.method_taken", "There is a delivery method with this code. Choose another code, or change the one that is there.");
}
