namespace Kontor.Inventory;

internal static class InventoryErrors
{
    public const string Invalid = "inventory.invalid";

    public static readonly Error HoldGone =
        new(ErrorKind.Conflict, "inventory.hold_gone", "The hold on this order's stock is over. Place the order again.");

    public static readonly Error Insufficient =
        new(ErrorKind.Conflict, "inventory.insufficient", "There isn't that much stock to take away: what is reserved for orders must stay. Look at the levels and adjust by less.");

    public static readonly Error TooMuch =
        new(ErrorKind.Conflict, "inventory.too_much", "A level can't hold that much: 1,000,000,000,000 pieces at most.");

    public static readonly Error LocationTaken =
        new(ErrorKind.Conflict, "inventory.location_taken", "There is a location with this code already. Use another code, or change the one that is there.");

    public static Error UnknownSku(string sku) =>
        new(ErrorKind.NotFound, "inventory.unknown_sku", $"The catalogue has no SKU '{sku}'. Add a variant with this SKU first.");

    public static Error UnknownLocation(string code) =>
        new(ErrorKind.NotFound, "inventory.unknown_location", $"There is no location '{code}'.");

    /// <summary>The pointers are SKUs here; whoever knows the request's lines turns them into places in it.</summary>
    public static Error OutOfStock(IEnumerable<(string Sku, long Wanted, long Available)> shortages) =>
        new(ErrorKind.Conflict, "inventory.out_of_stock", "Not all of it is in stock.")
        {
            Faults = [.. shortages.Select(shortage => new Fault(shortage.Sku, "out_of_stock", $"{shortage.Wanted} wanted, {shortage.Available} available."))],
        };
}
