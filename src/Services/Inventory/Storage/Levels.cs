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

/// <summary>What all reservations go through: lock the levels in one order, change them with the ledger.</summary>
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
        WHERE level.shop_id = {shop} AND level.sku = ANY({Among(Each(skus))})
        ORDER BY level.sku, level.location
        FOR UPDATE OF level
        """;

    /// <summary>Locked levels, those to take from first in front.</summary>
    public static IEnumerable<PoolLevel> InOrder(IEnumerable<LockedLevel> locked) =>
        locked.OrderBy(level => level.Priority).ThenBy(level => level.Location, StringComparer.Ordinal).Select(level => new PoolLevel(level.Sku, level.Location, level.Available));

    /// <summary>The same lock for somebody who needn't see them. It gives a row, which belongs to nobody, so nothing may be read behind it in its transaction.</summary>
    public static Sql JustLock(ShopId shop, IEnumerable<string> skus) =>
        $"SELECT count(*) FROM (SELECT FROM stock_level WHERE shop_id = {shop} AND sku = ANY({Among(Each(skus))}) ORDER BY sku, location FOR UPDATE) AS locked";

    /// <summary>Reserves or frees, and writes the ledger, by the commit. The CHECKs of the table have the last word: a level that doesn't allow it fails the transaction.</summary>
    /// <param name="transaction">The one in which the levels were locked.</param>
    /// <param name="shop">Whose stock.</param>
    /// <param name="lines">What each order takes or gives back; of locked levels alone.</param>
    /// <param name="kind">Which of the two, and why.</param>
    /// <param name="reason">Shown in the ledger; may be empty.</param>
    /// <param name="actor">On whose behalf.</param>
    /// <param name="clock">Tells the time.</param>
    public static void Change(
        Transaction transaction, ShopId shop, IReadOnlyList<(Guid OrderId, Allocation Allocation)> lines, ReservationChange kind, string reason, string actor, TimeProvider clock)
    {
        var sign = kind == ReservationChange.Reserved ? 1 : -1;
        var sums = lines.GroupBy(line => (line.Allocation.Sku, line.Allocation.Location))
            .Select(group => (group.Key.Sku, group.Key.Location, Delta: sign * group.Sum(line => line.Allocation.Quantity)))
            .ToList();
        var skus = sums.Select(sum => sum.Sku).ToArray();
        transaction.Later(
            $"""
            UPDATE stock_level AS level SET reserved = level.reserved + change.delta
            FROM unnest({skus}, {sums.Select(sum => sum.Location).ToArray()}, {sums.Select(sum => sum.Delta).ToArray()}) AS change (sku, location, delta)
            WHERE level.shop_id = {shop} AND level.sku = ANY({Among(skus)}) AND level.sku = change.sku AND level.location = change.location
            """,
            $"""
            INSERT INTO stock_movement (shop_id, id, sku, location, kind, on_hand_delta, reserved_delta, order_id, reason, actor, created_at)
            SELECT {shop}, id, sku, location, {kind.ToString().ToLowerInvariant()}, 0, delta, order_id, {reason}, {actor}, {clock.GetUtcNow()}
            FROM unnest({lines.Select(_ => Uuid7.New(clock)).ToArray()}, {lines.Select(line => line.Allocation.Sku).ToArray()},
                        {lines.Select(line => line.Allocation.Location).ToArray()}, {lines.Select(line => sign * line.Allocation.Quantity).ToArray()},
                        {lines.Select(line => line.OrderId).ToArray()}) AS line (id, sku, location, delta, order_id)
            """);
    }

    // Hides how many they are, which would be reason enough to plan the statement anew each time; and that takes longer than doing it.
    private static Sql Among(string[] skus) => $"ARRAY(SELECT unnest({skus}))";

    private static string[] Each(IEnumerable<string> skus) => [.. skus.Distinct(StringComparer.Ordinal)];
}

/// <summary>A level as it was read with its lock.</summary>
internal sealed record LockedLevel
{
    public required string Sku { get; init; }

    public required string Location { get; init; }

    public required long Available { get; init; }

    public required int Priority { get; init; }
}
