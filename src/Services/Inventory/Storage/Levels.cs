using Kontor.Inventory.Model;
using Kontor.Platform.Storage;

namespace Kontor.Inventory.Storage;

/// <summary>What kind of change the ledger tells of.</summary>
internal enum ReservationChange
{
    Reserved,
    Released,
    Expired,
}

/// <summary>The two statements that all reservations go through: lock the levels in one order, change them with the ledger.</summary>
internal static class Levels
{
    /// <summary>Locks the levels of the SKUs, always in the same order so that no two transactions wait for each other.</summary>
    /// <returns>The levels, those to take from first in front.</returns>
    public static async Task<IEnumerable<PoolLevel>> Lock(Transaction transaction, ShopId shop, IEnumerable<string> skus) => InOrder(await transaction.List<LockedLevel>(Lock(shop, skus)));

    /// <summary>The statement for it, to be sent along with another one.</summary>
    public static Sql Lock(ShopId shop, IEnumerable<string> skus) =>
        $"""
        SELECT level.sku, level.location, level.on_hand - level.reserved AS available, location.priority
        FROM stock_level AS level JOIN location ON location.shop_id = level.shop_id AND location.code = level.location
        WHERE level.shop_id = {shop} AND level.sku = ANY({skus.Distinct(StringComparer.Ordinal).ToArray()})
        ORDER BY level.sku, level.location
        FOR UPDATE OF level
        """;

    /// <summary>Locked levels, those to take from first in front.</summary>
    public static IEnumerable<PoolLevel> InOrder(IEnumerable<LockedLevel> locked) =>
        locked.OrderBy(level => level.Priority).ThenBy(level => level.Location, StringComparer.Ordinal).Select(level => new PoolLevel(level.Sku, level.Location, level.Available));

    /// <summary>Reserves or frees, and writes the ledger. The condition in the statement is the authority: if it fails, nothing happens.</summary>
    /// <exception cref="InvalidOperationException">A level didn't allow what was decided; the transaction must not commit.</exception>
    public static async Task Change(
        Transaction transaction, ShopId shop, IReadOnlyList<(Guid OrderId, Allocation Allocation)> lines, ReservationChange kind, string reason, string actor, TimeProvider clock)
    {
        var sign = kind == ReservationChange.Reserved ? 1 : -1;
        var sums = lines.GroupBy(line => (line.Allocation.Sku, line.Allocation.Location))
            .Select(group => (group.Key.Sku, group.Key.Location, Delta: sign * group.Sum(line => line.Allocation.Quantity)))
            .ToList();
        var skus = sums.Select(sum => sum.Sku).ToArray();
        var changed = await transaction.ExecuteAll(
            $"""
            UPDATE stock_level AS level SET reserved = level.reserved + change.delta
            FROM unnest({skus}, {sums.Select(sum => sum.Location).ToArray()}, {sums.Select(sum => sum.Delta).ToArray()}) AS change (sku, location, delta)
            WHERE level.shop_id = {shop} AND level.sku = ANY({skus}) AND level.sku = change.sku AND level.location = change.location
              AND level.reserved + change.delta BETWEEN 0 AND level.on_hand
            """,
            $"""
            INSERT INTO stock_movement (shop_id, id, sku, location, kind, on_hand_delta, reserved_delta, order_id, reason, actor, created_at)
            SELECT {shop}, id, sku, location, {kind.ToString().ToLowerInvariant()}, 0, delta, order_id, {reason}, {actor}, {clock.GetUtcNow()}
            FROM unnest({lines.Select(_ => Uuid7.New(clock)).ToArray()}, {lines.Select(line => line.Allocation.Sku).ToArray()},
                        {lines.Select(line => line.Allocation.Location).ToArray()}, {lines.Select(line => sign * line.Allocation.Quantity).ToArray()},
                        {lines.Select(line => line.OrderId).ToArray()}) AS line (id, sku, location, delta, order_id)
            """);
        if (changed[0] != sums.Count)
        {
            throw new InvalidOperationException($"{changed[0]} of {sums.Count} stock levels could be changed, though all of them were locked and checked.");
        }
    }
}

/// <summary>A level as it was read with its lock.</summary>
internal sealed record LockedLevel
{
    public required string Sku { get; init; }

    public required string Location { get; init; }

    public required long Available { get; init; }

    public required int Priority { get; init; }
}
