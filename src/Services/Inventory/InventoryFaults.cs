namespace Kontor.Inventory;

/// <summary>After which steps tests have the process killed: what was done stands, and the caller never hears of it.</summary>
internal static class InventoryFaults
{
    public const string Held = "inventory.reserve.held";
    public const string Extended = "inventory.extend.extended";
    public const string Allocated = "inventory.commit.allocated";
    public const string Released = "inventory.release.released";

    public static readonly IReadOnlyList<string> All = [Held, Extended, Allocated, Released];
}
