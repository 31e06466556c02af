using Kontor.Platform.Hosting;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Finds products that stand elsewhere in a category's lists than they should by their name, price, popularity or status.</summary>
internal sealed class CheckPlaces(Database db)
{
    public Task<Findings> Find(CancellationToken cancellation) => db.Examine(
        "places",
        $"SELECT count(*) FROM product_category",
        $"""
        SELECT format('product %s of shop %s stands in category %s as %s, %s, %s, %s', p.id, p.shop_id, f.category_id, f.name_key, f.price_from, f.popularity, f.status)
        FROM product_category f JOIN product p ON p.shop_id = f.shop_id AND p.id = f.product_id
        WHERE (f.status, f.name_key, f.price_from, f.popularity) <> (p.status, p.name_key, p.price_from, p.popularity) LIMIT 24
        """,
        cancellation);
}
