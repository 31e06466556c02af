using Kontor.Platform.Storage;

namespace Kontor.Orders.Storage;

/// <summary>One import at a time in a shop, until the transaction ends: two of the same file would otherwise both find what neither has written yet.</summary>
internal static class ImportLock
{
    public static Task Take(Transaction transaction, ShopId shop) => transaction.Execute($"SELECT pg_advisory_xact_lock(hashtextextended({Name(shop)}, 0))");

    private static string Name(ShopId shop) => $"imported orders of {shop}";
}
