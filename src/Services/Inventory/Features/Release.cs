using Kontor.Contracts.Inventory.V1;
using Kontor.Inventory.Model;
using Kontor.Inventory.Storage;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Inventory.Features;

/// <summary>Gives an order's stock back to the shelf, whether it was only held or already allocated.</summary>
internal sealed class Release(Database database, TimeProvider clock)
{
    public Task<Result<ReleaseResponse>> Handle(ReleaseRequest request, CallContext call) => database.In(call.Shop).Transaction<ReleaseResponse>(
        async transaction =>
        {
            var order = Guid.Parse(request.OrderId);
            var ended = await transaction.Execute(
                $"DELETE FROM hold WHERE shop_id = {call.Shop} AND order_id = {order} AND (NOT {request.OnlyIfExpired} OR expires_at < {clock.GetUtcNow()})");
            if (request.OnlyIfExpired && ended == 0)
            {
                return new ReleaseResponse();
            }

            var reserved = await transaction.List<Reserved>($"DELETE FROM reservation WHERE shop_id = {call.Shop} AND order_id = {order} RETURNING sku, location, quantity");
            if (reserved.Count == 0)
            {
                return new ReleaseResponse();
            }

            await Levels.Lock(transaction, call.Shop, reserved.Select(line => line.Sku));
            await Levels.Change(
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
