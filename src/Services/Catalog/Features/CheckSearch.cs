using Kontor.Platform.Hosting;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Finds products that no search can find.</summary>
internal sealed class CheckSearch(Database db)
{
    public Task<Findings> Find(CancellationToken cancellation) => db.Examine(
        "products",
        $"SELECT count(*) FROM product",
        $"""
        SELECT format('product %s of shop %s isn''t indexed', p.id, p.shop_id)
        FROM product p WHERE NOT EXISTS (SELECT FROM product_search s WHERE s.shop_id = p.shop_id AND s.product_id = p.id) LIMIT 24
        """,
        cancellation);
}
