using Kontor.Contracts.Inventory.V1;
using Kontor.Inventory.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Inventory.Features;

/// <summary>
/// Books in the opening stock of imported products, and out again what of it was sold before. A SKU that has a level already keeps it, so importing again
/// changes nothing.
/// </summary>
internal sealed class OpenStock(Database database, TimeProvider clock)
{
    private const long MostPieces = 1_000_000_000;

    private const string SoldBefore = "sold before the import";

    public async Task<Result<OpenStockResponse>> Handle(OpenStockRequest request, CallContext call)
    {
        if (Check(request).Failed(InventoryErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        var lines = request.Stock.OrderBy(line => line.Sku, StringComparer.Ordinal).ToList();
        var skus = lines.Select(line => line.Sku).ToArray();
        var quantities = lines.Select(line => line.Quantity).ToArray();
        var soldOf = request.Sold.ToDictionary(line => line.Sku, line => line.Quantity, StringComparer.Ordinal);
        var sold = skus.Select(sku => soldOf.GetValueOrDefault(sku)).ToArray();
        return await database.In(call.Shop).Transaction<OpenStockResponse>(
            async transaction =>
            {
                await transaction.Execute(DefaultLocation.Ensure(call.Shop));
                var opened = await transaction.Find<int>(
                    $"""
                    WITH opened AS (
                        INSERT INTO stock_level (shop_id, sku, location, on_hand)
                        SELECT {call.Shop}, sku, {DefaultLocation.Code}, quantity - sold FROM unnest({skus}, {quantities}, {sold}) AS line (sku, quantity, sold)
                        WHERE NOT EXISTS (SELECT FROM stock_level AS level WHERE level.shop_id = {call.Shop} AND level.sku = line.sku)
                        ON CONFLICT DO NOTHING
                        RETURNING sku
                    ), booked AS (
                        INSERT INTO stock_movement (shop_id, id, sku, location, kind, on_hand_delta, reserved_delta, reason, actor, created_at)
                        SELECT {call.Shop}, line.id, line.sku, {DefaultLocation.Code}, line.kind, line.delta, 0, line.reason, {call.Actor.Kind}, {clock.GetUtcNow()}
                        FROM opened JOIN unnest({Twice(skus)}, {lines.Concat(lines).Select(_ => Uuid7.New(clock)).ToArray()}, {Kinds(lines.Count)},
                                                {(long[])[.. quantities, .. sold.Select(pieces => -pieces)]}, {Reasons(lines.Count, request.Reason)})
                                         AS line (sku, id, kind, delta, reason) ON line.sku = opened.sku AND line.delta <> 0
                    )
                    SELECT count(*)::int FROM opened
                    """);
                return new OpenStockResponse { Opened = opened };
            },
            call.Aborted);
    }

    // Opening and sold, one after the other: an array for each column of the ledger.
    private static string[] Twice(string[] skus) => [.. skus, .. skus];

    private static string[] Kinds(int count) => [.. Enumerable.Repeat("adjusted", count), .. Enumerable.Repeat("shipped", count)];

    private static string[] Reasons(int count, string opening) => [.. Enumerable.Repeat(opening, count), .. Enumerable.Repeat(SoldBefore, count)];

    private static Validation Check(OpenStockRequest request)
    {
        var validation = new Validation().Line("/reason", request.Reason, 0, 500);
        var opening = request.Stock.GroupBy(line => line.Sku, StringComparer.Ordinal).ToDictionary(sku => sku.Key, sku => sku.First().Quantity, StringComparer.Ordinal);
        foreach (var (index, line) in request.Sold.Index())
        {
            validation.Require(
                line.Quantity >= 0 && line.Quantity <= opening.GetValueOrDefault(line.Sku), $"/sold/{index}/quantity", "out_of_range", "Not more can have been sold than there was.");
        }

        validation.Require(request.Sold.DistinctBy(line => line.Sku).Count() == request.Sold.Count, "/sold", "duplicate", "Say once of each SKU what was sold of it.");
        for (var index = 0; index < request.Stock.Count; index++)
        {
            validation
                .Line($"/stock/{index}/sku", request.Stock[index].Sku, 1, 64)
                .Range($"/stock/{index}/quantity", request.Stock[index].Quantity, 1, MostPieces);
        }

        return validation;
    }
}
