using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Inventory.V1;
using Kontor.Inventory.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Movement = Kontor.Contracts.Inventory.V1.Movement;

namespace Kontor.Inventory.Features;

/// <summary>
/// Books stock in or out by hand: a delivery, a count, a loss. What is promised to orders can't be taken away. A location that isn't
/// there yet is made by its first delivery.
/// </summary>
internal sealed class AdjustStock(Database database, Outbox outbox, RpcClient peers, TimeProvider clock)
{
    private const long Most = 1_000_000_000;

    public async Task<Result<Movement>> Handle(AdjustStockRequest request, CallContext call)
    {
        var validation = new Validation()
            .Slug("/location", request.Location, 40)
            .Range("/delta", request.Delta, -Most, Most)
            .Require(request.Delta != 0, "/delta", "zero", "Say by how much the stock changes; 0 changes nothing.")
            .Line("/reason", request.Reason, 1, 200);
        if (validation.Failed(InventoryErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        var known = await peers.Call(CatalogMethods.LookUpVariants, new LookUpVariantsRequest { Skus = { request.Sku } }, call);
        if (!known.Try(out var found, out var error))
        {
            return error;
        }

        return found.Variants.Count == 0
            ? InventoryErrors.UnknownSku(request.Sku)
            : await database.In(call.Shop).Once(call, transaction => Adjust(transaction, request, call));
    }

    private async Task<Result<Movement>> Adjust(Transaction transaction, AdjustStockRequest request, CallContext call)
    {
        if (request.Delta > 0)
        {
            await transaction.ExecuteAll(
                DefaultLocation.Ensure(call.Shop),
                $"""
                INSERT INTO location (shop_id, code, name, priority)
                SELECT {call.Shop}, {request.Location}, {request.Location}, coalesce(max(priority), 0) + 10 FROM location WHERE shop_id = {call.Shop}
                ON CONFLICT DO NOTHING
                """,
                $"""
                INSERT INTO stock_level (shop_id, sku, location, on_hand) VALUES ({call.Shop}, {request.Sku}, {request.Location}, 0)
                ON CONFLICT DO NOTHING
                """);
        }

        var changed = await transaction.Execute(
            $"""
            UPDATE stock_level SET on_hand = on_hand + {request.Delta}
            WHERE shop_id = {call.Shop} AND sku = {request.Sku} AND location = {request.Location}
              AND on_hand + {request.Delta} >= reserved AND on_hand + {request.Delta} <= 1000000000000
            """);
        if (changed == 0)
        {
            return request.Delta > 0 ? InventoryErrors.TooMuch : InventoryErrors.Insufficient;
        }

        var movement = new Movement
        {
            Id = Uuid7.New(clock).ToString(),
            Sku = request.Sku,
            Location = request.Location,
            Kind = "adjusted",
            OnHandDelta = request.Delta,
            Reason = request.Reason,
            CreatedAt = clock.Now().ToTimestamp(),
        };
        await transaction.Execute(
            $"""
            INSERT INTO stock_movement (shop_id, id, sku, location, kind, on_hand_delta, reserved_delta, reason, actor, created_at)
            VALUES ({call.Shop}, {Guid.Parse(movement.Id)}, {request.Sku}, {request.Location}, 'adjusted', {request.Delta}, 0, {request.Reason},
                    {call.Actor.Kind}, {movement.CreatedAt.ToDateTimeOffset()})
            """);
        outbox.Add(transaction, call.Shop, StockAdjusted.Type, Guid.Parse(movement.Id), new StockAdjusted(request.Sku, request.Location, request.Delta, request.Reason));
        return movement;
    }
}
