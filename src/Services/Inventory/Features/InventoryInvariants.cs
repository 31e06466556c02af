using Kontor.Platform.Hosting;
using Kontor.Platform.Storage;

namespace Kontor.Inventory.Features;

/// <summary>What must hold of stock at any moment, for <c>kontor doctor</c>.</summary>
internal sealed class InventoryInvariants(Database database, TimeProvider clock)
{
    private static readonly Sql s_levels = Sql.Verbatim("SELECT count(*) FROM stock_level");

    public Task<Findings> LevelsEqualMovements(CancellationToken cancellation) => database.Examine(
        "levels",
        s_levels,
        $"""
        SELECT format('%s at %s: level %s on hand and %s reserved, movements sum to %s and %s', sku, location, on_hand, reserved, moved, promised)
        FROM (SELECT shop_id, sku, location, on_hand, reserved FROM stock_level) AS level
        FULL JOIN (SELECT shop_id, sku, location, sum(on_hand_delta) AS moved, sum(reserved_delta) AS promised FROM stock_movement GROUP BY 1, 2, 3) AS ledger
            USING (shop_id, sku, location)
        WHERE coalesce(on_hand, 0) <> coalesce(moved, 0) OR coalesce(reserved, 0) <> coalesce(promised, 0)
        LIMIT 50
        """,
        cancellation);

    public Task<Findings> ReservedEqualsReservations(CancellationToken cancellation) => database.Examine(
        "levels",
        s_levels,
        $"""
        SELECT format('%s at %s: %s reserved, reservations sum to %s', sku, location, reserved, promised)
        FROM (SELECT shop_id, sku, location, reserved FROM stock_level) AS level
        FULL JOIN (SELECT shop_id, sku, location, sum(quantity) AS promised FROM reservation GROUP BY 1, 2, 3) AS reservations
            USING (shop_id, sku, location)
        WHERE coalesce(reserved, 0) <> coalesce(promised, 0)
        LIMIT 50
        """,
        cancellation);

    public Task<Findings> MovementsTellOfReservations(CancellationToken cancellation) => database.Examine(
        "movements of orders",
        $"SELECT count(*) FROM stock_movement WHERE order_id IS NOT NULL",
        $"""
        SELECT format('order %s has %s of %s at %s reserved, its movements sum to %s', order_id, coalesce(quantity, 0), sku, location, coalesce(moved, 0))
        FROM (SELECT shop_id, order_id, sku, location, quantity FROM reservation) AS reserved
        FULL JOIN (SELECT shop_id, order_id, sku, location, sum(reserved_delta) AS moved FROM stock_movement WHERE order_id IS NOT NULL GROUP BY 1, 2, 3, 4) AS ledger
            USING (shop_id, order_id, sku, location)
        WHERE coalesce(quantity, 0) <> coalesce(moved, 0)
        LIMIT 50
        """,
        cancellation);

    public Task<Findings> NothingIsNegative(CancellationToken cancellation) => database.Examine(
        "levels",
        s_levels,
        $"""
        SELECT format('%s at %s: %s on hand, %s reserved', sku, location, on_hand, reserved)
        FROM stock_level WHERE reserved < 0 OR on_hand < reserved LIMIT 50
        """,
        cancellation);

    public Task<Findings> HoldsHaveReservations(CancellationToken cancellation) => database.Examine(
        "holds",
        $"SELECT count(*) FROM hold",
        $"""
        SELECT format('order %s: a hold without a reservation', order_id)
        FROM hold WHERE NOT EXISTS (SELECT FROM reservation WHERE reservation.shop_id = hold.shop_id AND reservation.order_id = hold.order_id) LIMIT 50
        """,
        cancellation);

    public Task<Findings> HoldsEnd(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return database.Examine(
            "holds",
            $"SELECT count(*) FROM hold",
            $"SELECT format('order %s: its hold was over at %s', order_id, expires_at) FROM hold WHERE expires_at < {now - Findings.Grace} LIMIT 50",
            cancellation,
            inFlight: $"SELECT count(*) FROM hold WHERE expires_at BETWEEN {now - Findings.Grace} AND {now}");
    }
}
