using Kontor.Catalog.Model;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Tells other services what stands behind SKUs: the product, its price and whether it is for sale.</summary>
internal sealed class LookUpVariants(Database db)
{
    // As many as an order has lines.
    private const int MostSkus = 1_000;

    public async Task<Result<LookUpVariantsResponse>> Handle(LookUpVariantsRequest request, CallContext call)
    {
        if (new Validation().Require(request.Skus.Count <= MostSkus, "/skus", "too_many", "Ask for 1,000 SKUs at most.").Failed(CatalogErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        // What can't be a SKU isn't one, and must not reach the database, which refuses some characters.
        var skus = request.Skus.Where(ProductRules.IsSku).Distinct(StringComparer.Ordinal).ToArray();
        var found = await db.In(call.Shop).List<Row>(
            $"""
            SELECT v.sku, v.price, p.id AS product_id, p.name, p.currency, p.status = 'active' AS for_sale
            FROM variant v JOIN product p ON p.shop_id = v.shop_id AND p.id = v.product_id
            WHERE v.shop_id = {call.Shop} AND v.sku = ANY({skus})
            """,
            call.Aborted);
        return new LookUpVariantsResponse { Variants = { found.Select(row => row.ToFoundVariant()) } };
    }

    private sealed record Row
    {
        public required string Sku { get; init; }

        public required long Price { get; init; }

        public required Guid ProductId { get; init; }

        public required string Name { get; init; }

        public required string Currency { get; init; }

        public required bool ForSale { get; init; }

        public FoundVariant ToFoundVariant() => new()
        {
            Sku = Sku,
            ProductId = ProductId.ToString(),
            ProductName = Name,
            Price = new MoneyAmount { Amount = Price, Currency = Currency },
            ForSale = ForSale,
        };
    }
}
