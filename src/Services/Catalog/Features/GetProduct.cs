using Kontor.Catalog.Storage;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Shows one product with its variants; drafts to staff only.</summary>
internal sealed class GetProduct(Database db, KeptProducts kept)
{
    private const int LongestName = 100;

    public async Task<Result<Product>> Handle(GetProductRequest request, CallContext call)
    {
        if (new Validation().Line("/idOrSlug", request.IdOrSlug, 1, LongestName).Failed(CatalogErrors.Invalid, out _))
        {
            // No product is called so.
            return CatalogErrors.ProductNotFound;
        }

        return await kept.Product(call, request.IdOrSlug, reading => Read(request, reading));
    }

    private async Task<Result<Product>> Read(GetProductRequest request, CallContext call)
    {
        var shop = db.In(call.Shop);
        var id = Guid.TryParse(request.IdOrSlug, out var parsed) ? parsed : Guid.Empty;
        var row = await shop.Find<ProductRow>(
            $"""
            SELECT {ProductRow.Columns} FROM product p
            WHERE p.shop_id = {call.Shop} AND (p.id = {id} OR p.slug = {request.IdOrSlug}) ORDER BY p.id = {id} DESC LIMIT 1
            """,
            call.Aborted);
        if (row is null || (row.Status != "active" && !call.Actor.IsStaff))
        {
            return CatalogErrors.ProductNotFound;
        }

        return row.ToProduct(await shop.List<VariantRow>(VariantRow.Of(call.Shop, [row.Id]), call.Aborted));
    }
}
