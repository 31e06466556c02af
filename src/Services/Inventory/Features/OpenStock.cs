using Kontor.Contracts.Inventory.V1;
using Kontor.Inventory.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Inventory.Features;

/// <summary>Books in the opening stock of imported products. A SKU that has a level already keeps it, so importing again changes nothing.</summary>
internal sealed class OpenStock(Database database, TimeProvider clock)
{
    private const long MostPieces = 1_000_000_000;

    public async Task<Result<OpenStockResponse>> Handle(OpenStockRequest request, CallContext call)
    {
        if (Check(request).Failed(InventoryErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        var lines = request.Stock.OrderBy(line => line.Sku, StringComparer.Ordinal).ToList();
        var skus = lines.Select(line => line.Sku).ToArray();
        var quantities = lines.Select(line => line.Quantity).ToArray();
        return await database.In(call.Shop).Transaction<OpenStockResponse>(
            async transaction =>
            {
                await transaction.Execute(DefaultLocation.Ensure(call.Shop));
                var opened = await transaction.Execute(
                    $"""
                    WITH opened AS (
                        INSERT INTO stock_level (shop_id, sku, location, on_hand)
                        SELECT {call.Shop}, sku, {DefaultLocation.Code}, quantity FROM unnest({skus}, {quantities}) AS line (sku, quantity)
                        WHERE NOT EXISTS (SELECT FROM stock_level AS level WHERE level.shop_id = {call.Shop} AND level.sku = line.sku)
                        ON CONFLICT DO NOTHING
                        RETURNING sku, on_hand
                    )
                    INSERT INTO stock_movement (shop_id, id, sku, location, kind, on_hand_delta, reserved_delta, reason, actor, created_at)
                    SELECT {call.Shop}, line.id, opened.sku, {DefaultLocation.Code}, 'adjusted', opened.on_hand, 0, {request.Reason}, {call.Actor.Kind}, {clock.GetUtcNow()}
                    FROM opened JOIN unnest({skus}, {lines.Select(_ => Uuid7.New(clock)).ToArray()}) AS line (sku, id) ON line.sku = opened.sku
                    """);
                return new OpenStockResponse { Opened = opened };
            },
            call.Aborted);
    }

    private static Validation Check(OpenStockRequest request)
    {
        var validation = new Validation().Line("/reason", request.Reason, 0, 500);
        for (var index = 0; index < request.Stock.Count; index++)
        {
            validation
                .Line($"/stock/{index}/sku", request.Stock[index].Sku, 1, 64)
                .Range($"/stock/{index}/quantity", request.Stock[index].Quantity, 1, MostPieces);
        }

        return validation;
    }
}
