namespace Kontor.Orders;

internal static class OrdersErrors
{
    public const string Invalid = "orders.invalid";

    public static readonly Error Unknown =
        new(ErrorKind.NotFound, "orders.unknown", "There is no such order, or it isn't yours to see. Guests need the order's access token.");

    public static readonly Error TooLarge =
        Error.Invalid("orders.too_large", "The order's total is larger than an order can be. Split it into several orders.");

    public static readonly Error TooSlow =
        new(ErrorKind.Unavailable, "orders.too_slow", "Placing the order took too long, so nothing was ordered. Try again with the same Idempotency-Key.");

    public static readonly Error TakenOver =
        new(ErrorKind.Conflict, "orders.cancelled", "The order was cancelled before its payment was arranged. Place it again.");

    public static readonly Error NotCancellable =
        new(ErrorKind.Conflict, "orders.not_cancellable", "The order is on its way already, so it can't be cancelled. Return it instead.");

    public static readonly Error BadCursor =
        Error.Invalid("orders.bad_cursor", "The cursor is none of ours.", new Fault("?after", "invalid", "Pass on 'next' of the page before as it came."));

    public static readonly Error UnknownStatus =
        Error.Invalid(Invalid, "There is no such status.", new Fault("?status", "invalid", $"Use one of {string.Join(", ", Model.OrderStatus.All)}."));

    public static Error UnknownSkus(IEnumerable<(int Line, string Sku)> lines) => Error.Invalid(
        "orders.unknown_sku",
        "Some of this isn't sold here.",
        [.. lines.Select(line => new Fault($"/lines/{line.Line}/sku", "unknown", $"'{line.Sku}' isn't for sale. Choose another product."))]);

    public static Error OutOfStock(IEnumerable<Fault> lines) =>
        new(ErrorKind.Conflict, "orders.out_of_stock", "Not all of it is in stock; 'errors' says which lines are short. Lower the quantities or remove the lines.") { Faults = [.. lines] };
}
