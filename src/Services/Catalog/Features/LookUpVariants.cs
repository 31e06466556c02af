using Kontor.Catalog.Model;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Tells other services what stands behind SKUs: the product, its price and whether it is for sale. Questions that wait are asked of the database together.</summary>
internal sealed class LookUpVariants
{
    // As many as an order has lines.
    private const int MostSkus = 1_000;

    private readonly Database _database;
    private readonly GroupWork<string[], LookUpVariantsResponse> _group;

    public LookUpVariants(Database database)
    {
        _database = database;
        _group = new("catalog.look_up", FindAll);
    }

    public async Task<Result<LookUpVariantsResponse>> Handle(LookUpVariantsRequest request, CallContext call)
    {
        if (new Validation().Require(request.Skus.Count <= MostSkus, "/skus", "too_many", "Ask for 1,000 SKUs at most.").Failed(CatalogErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        // What can't be a SKU isn't one, and must not reach the database, which refuses some characters.
        return await _group.Do([.. request.Skus.Where(ProductRules.IsSku).Distinct(StringComparer.Ordinal)], call);
    }

    private async Task<IReadOnlyList<Result<LookUpVariantsResponse>>> FindAll(ShopId shop, IReadOnlyList<string[]> questions, CancellationToken cancellation)
    {
        var skus = questions.SelectMany(asked => asked).Distinct(StringComparer.Ordinal).ToArray();
        var found = (await _database.In(shop).List<Row>(
            $"""
            SELECT v.sku, v.price, p.id AS product_id, p.name, p.currency, p.status = 'active' AS for_sale
            FROM variant v JOIN product p ON p.shop_id = v.shop_id AND p.id = v.product_id
            WHERE v.shop_id = {shop} AND v.sku = ANY({skus})
            """,
            cancellation)).ToDictionary(row => row.Sku, StringComparer.Ordinal);
        return [.. questions.Select(asked =>
            (Result<LookUpVariantsResponse>)new LookUpVariantsResponse { Variants = { asked.Where(found.ContainsKey).Select(sku => found[sku].ToFoundVariant()) } })];
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
