using Kontor.Catalog.Model;
using Kontor.Catalog.Storage;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>
/// Tells other services what stands behind SKUs: the product, its price and whether it is for sale. Kept in memory until the product changes; what isn't there is asked of the
/// database for all who wait.
/// </summary>
internal sealed class LookUpVariants
{
    // As many as an order has lines.
    private const int MostSkus = 1_000;

    private readonly Database _database;
    private readonly KeptVariants _kept;
    private readonly GroupWork<string, FoundVariant?> _group;

    public LookUpVariants(Database database, KeptVariants kept)
    {
        _database = database;
        _kept = kept;
        _group = new("catalog.look_up", FindAll, cap: MostSkus);
    }

    public async Task<Result<LookUpVariantsResponse>> Handle(LookUpVariantsRequest request, CallContext call)
    {
        if (new Validation().Require(request.Skus.Count <= MostSkus, "/skus", "too_many", "Ask for 1,000 SKUs at most.").Failed(CatalogErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        // What can't be a SKU isn't one, and must not reach the database, which refuses some characters.
        var skus = request.Skus.Where(ProductRules.IsSku).Distinct(StringComparer.Ordinal);
        var found = await Task.WhenAll(skus.Select(sku => _kept.Variant(call, sku, own => _group.Ask(sku, own))));
        return new LookUpVariantsResponse { Variants = { found.OfType<FoundVariant>() } };
    }

    private async Task<IReadOnlyList<Result<FoundVariant?>>> FindAll(ShopId shop, IReadOnlyList<string> asked, CancellationToken cancellation)
    {
        var skus = asked.Distinct(StringComparer.Ordinal).ToArray();
        var found = (await _database.In(shop).List<Row>(
            $"""
            SELECT v.sku, v.price, p.id AS product_id, p.name, p.currency, p.status = 'active' AS for_sale
            FROM variant v JOIN product p ON p.shop_id = v.shop_id AND p.id = v.product_id
            WHERE v.shop_id = {shop} AND v.sku = ANY({skus})
            """,
            cancellation)).ToDictionary(row => row.Sku, row => row.ToFoundVariant(), StringComparer.Ordinal);
        return [.. asked.Select(sku => (Result<FoundVariant?>)found.GetValueOrDefault(sku))];
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
