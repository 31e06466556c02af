namespace Kontor.Shops;

internal static class ShopsErrors
{
    public const string Invalid = "shops.invalid";

    public static readonly Error HandleTaken = new(ErrorKind.Conflict, "shops.handle_taken", "Another shop has this handle. Choose another one.");

    public static readonly Error CurrencyFixed =
        new(ErrorKind.Conflict, "shops.currency_fixed", "A shop keeps its currency, because its prices and orders are in it. Make a new shop for another currency.");

    public static readonly Error Unknown = new(ErrorKind.NotFound, "shops.unknown", "There is no such shop. Check the handle in X-Shop or in the host name.");
}
