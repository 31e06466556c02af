using Kontor.Contracts.Inventory.V1;
using Kontor.Inventory.Model;
using Kontor.Inventory.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Inventory.Features;

/// <summary>Gives an order's stock back to the shelf, whether it was only held or already allocated.</summary>
internal sealed class Release(Database database, FaultPoints faults, TimeProvider clock)
{
    public async Task<Result<ReleaseResponse>> Handle(ReleaseRequest request, CallContext call)
    {
        var released = await Free(request, call);
        faults.Reach(InventoryFaults.Released);
        return released;
    }

    private Task<Result<ReleaseResponse>> Free(ReleaseRequest request, CallContext call) => database.In(call.Shop).Transaction<ReleaseResponse>(
        async transaction =>
        {
            var order = Guid.Parse(request.OrderId);

            // One statement sees one moment: were the hold deleted before the reservation is looked for, one that is made in between would lose its
            // reservation and keep its hold.
            var reserved = await transaction.List<Reserved>(
                $"""
                WITH ended AS (
                    DELETE FROM hold WHERE shop_id = {call.Shop} AND order_id = {order} AND (NOT {request.OnlyIfExpired} OR expires_at < {clock.GetUtcNow()}) RETURNING order_id
                )
                DELETE FROM reservation WHERE shop_id = {call.Shop} AND order_id = {order} AND (NOT {request.OnlyIfExpired} OR EXISTS (SELECT FROM ended))
                RETURNING sku, location, quantity
                """);
            if (reserved.Count == 0)
            {
                return new ReleaseResponse();
            }

            await Levels.Lock(transaction, call.Shop, reserved.Select(line => line.Sku));
            Levels.Change(
                transaction,
                call.Shop,
                [.. reserved.Select(line => (order, new Allocation(line.Sku, line.Location, line.Quantity)))],
                request.OnlyIfExpired ? ReservationChange.Expired : ReservationChange.Released,
                request.Reason,
                call.Actor.Kind,
                clock);
            return new ReleaseResponse { Released = true };
        },
        call.Aborted);

    private sealed record Reserved
    {
        public required string Sku { get; init; }

        public required string Location { get; init; }

        public required long Quantity { get; init; }
    }
}
