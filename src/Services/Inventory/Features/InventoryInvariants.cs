using Kontor.Platform.Storage;

namespace Kontor.Inventory.Features;

/// <summary>What must hold of stock at any moment, for <c>kontor doctor</c>.</summary>
internal sealed class InventoryInvariants(Database database)
{
    public Task<IReadOnlyList<string>> LevelsEqualMovements(CancellationToken cancellation) => Find(
        $"""
        SELECT format('%s at %s: level %s on hand and %s reserved, movements sum to %s and %s', sku, location, on_hand, reserved, moved, promised)
        FROM (SELECT shop_id, sku, location, on_hand, reserved FROM stock_level) AS level
        FULL JOIN (SELECT shop_id, sku, location, sum(on_hand_delta) AS moved, sum(reserved_delta) AS promised FROM stock_movement GROUP BY 1, 2, 3) AS ledger
            USING (shop_id, sku, location)
        WHERE coalesce(on_hand, 0) <> coalesce(moved, 0) OR coalesce(reserved, 0) <> coalesce(promised, 0)
        LIMIT 50
        """,
        cancellation);

    public Task<IReadOnlyList<string>> ReservedEqualsReservations(CancellationToken cancellation) => Find(
        $"""
        SELECT format('%s at %s: %s reserved, reservations sum to %s', sku, location, reserved, promised)
        FROM (SELECT shop_id, sku, location, reserved FROM stock_level) AS level
        FULL JOIN (SELECT shop_id, sku, location, sum(quantity) AS promised FROM reservation GROUP BY 1, 2, 3) AS reservations
            USING (shop_id, sku, location)
        WHERE coalesce(reserved, 0) <> coalesce(promised, 0)
        LIMIT 50
        """,
        cancellation);

    public Task<IReadOnlyList<string>> NothingIsNegative(CancellationToken cancellation) => Find(
        $"""
        SELECT format('%s at %s: %s on hand, %s reserved', sku, location, on_hand, reserved)
        FROM stock_level WHERE reserved < 0 OR on_hand < reserved LIMIT 50
        """,
        cancellation);

    public Task<IReadOnlyList<string>> HoldsHaveReservations(CancellationToken cancellation) => Find(
        $"""
        SELECT format('order %s: a hold without a reservation', order_id)
        FROM hold WHERE NOT EXISTS (SELECT FROM reservation WHERE reservation.shop_id = hold.shop_id AND reservation.order_id = hold.order_id) LIMIT 50
        """,
        cancellation);

    private async Task<IReadOnlyList<string>> Find(Sql violations, CancellationToken cancellation) => await database.AcrossShops().List<string>(violations, cancellation);
}
