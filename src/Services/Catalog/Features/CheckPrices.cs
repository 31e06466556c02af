using Kontor.Platform.Hosting;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Finds products whose price in lists isn't their lowest price, or that have nothing to buy.</summary>
internal sealed class CheckPrices(Database db)
{
    public Task<Findings> Find(CancellationToken cancellation) => db.Examine(
        "products",
        $"SELECT count(*) FROM product",
        $"""
        SELECT format('product %s of shop %s: listed at %s, lowest price %s', p.id, p.shop_id, p.price_from, COALESCE(min(v.price)::text, 'none'))
        FROM product p LEFT JOIN variant v ON v.shop_id = p.shop_id AND v.product_id = p.id
        GROUP BY p.shop_id, p.id HAVING min(v.price) IS DISTINCT FROM p.price_from LIMIT 24
        """,
        cancellation);
}
