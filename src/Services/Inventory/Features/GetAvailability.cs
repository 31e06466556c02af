using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Inventory.Features;

/// <summary>Tells shoppers how many of each SKU they could buy now, all locations together.</summary>
internal sealed class GetAvailability(Database database)
{
    public async Task<Result<Availability>> Handle(GetAvailabilityRequest request, CallContext call)
    {
        var rows = await database.In(call.Shop).List<Row>(
            $"SELECT sku, sum(on_hand - reserved)::bigint AS available FROM stock_level WHERE shop_id = {call.Shop} AND sku = ANY({request.Skus.ToArray()}) GROUP BY sku",
            call.Aborted);
        var available = rows.ToDictionary(row => row.Sku, row => row.Available, StringComparer.Ordinal);
        return new Availability { Available = { request.Skus.Select(sku => new SkuQuantity { Sku = sku, Quantity = available.GetValueOrDefault(sku) }) } };
    }

    private sealed record Row
    {
        public required string Sku { get; init; }

        public required long Available { get; init; }
    }
}
