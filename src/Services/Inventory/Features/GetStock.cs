using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Inventory.V1;
using Kontor.Inventory.Storage;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Inventory.Features;

/// <summary>Shows how much of a SKU lies where, and how much of it is promised to orders.</summary>
internal sealed class GetStock(Database database, RpcClient peers)
{
    public async Task<Result<Stock>> Handle(GetStockRequest request, CallContext call)
    {
        var levels = await database.In(call.Shop).List<Row>(
            $"""
            SELECT location.code AS location, coalesce(level.on_hand, 0) AS on_hand, coalesce(level.reserved, 0) AS reserved, level.sku IS NOT NULL AS is_stocked
            FROM location LEFT JOIN stock_level AS level ON level.shop_id = location.shop_id AND level.location = location.code AND level.sku = {request.Sku}
            WHERE location.shop_id = {call.Shop}
            ORDER BY location.priority, location.code
            """,
            call.Aborted);
        if (!levels.Exists(level => level.IsStocked))
        {
            var known = await peers.Call(CatalogMethods.LookUpVariants, new LookUpVariantsRequest { Skus = { request.Sku } }, call);
            if (!known.Try(out var found, out var error))
            {
                return error;
            }

            if (found.Variants.Count == 0)
            {
                return InventoryErrors.UnknownSku(request.Sku);
            }
        }

        if (levels.Count == 0)
        {
            // Nothing was ever stocked in this shop: its first location is made by the first adjustment.
            levels.Add(new Row { Location = DefaultLocation.Code });
        }

        return new Stock
        {
            Sku = request.Sku,
            Levels = { levels.Select(level => new Level { Location = level.Location, OnHand = level.OnHand, Reserved = level.Reserved, Available = level.OnHand - level.Reserved }) },
        };
    }

    private sealed record Row
    {
        public required string Location { get; init; }

        public long OnHand { get; init; }

        public long Reserved { get; init; }

        public bool IsStocked { get; init; }
    }
}
