using Kontor.Platform.Storage;

namespace Kontor.Catalog.Storage;

/// <summary>
/// Keeps apart what must not overlap in one shop, until the transaction ends. Writers of single products share the lock; whatever needs the
/// whole catalogue to stand still (an import, a change of the category tree, of a slug) has it alone. So an import never races for a SKU and a
/// tree never gets a cycle from two moves at once.
/// </summary>
internal static class CatalogLock
{
    public static Task Share(Transaction transaction, ShopId shop) =>
        transaction.Execute($"SELECT pg_advisory_xact_lock_shared(hashtextextended({Name(shop)}, 0))");

    public static Task Alone(Transaction transaction, ShopId shop) =>
        transaction.Execute($"SELECT pg_advisory_xact_lock(hashtextextended({Name(shop)}, 0))");

    private static string Name(ShopId shop) => $"catalog of {shop}";
}
