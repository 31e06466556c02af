using Kontor.Contracts.Inventory.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Inventory.Features;

/// <summary>Keeps stock for an order that is paid later, for as long as the customer has to pay. A hold is never shortened.</summary>
internal sealed class ExtendHold(Database database)
{
    public async Task<Result<Hold>> Handle(ExtendHoldRequest request, CallContext call)
    {
        // The order is written down by now, so no repeat looks for the request any more; and its key may be used again long before the hold ends.
        var changed = await database.In(call.Shop).Execute(
            $"""
            UPDATE hold SET expires_at = greatest(expires_at, {request.ExpiresAt.ToDateTimeOffset()}), request_key = NULL
            WHERE shop_id = {call.Shop} AND order_id = {Guid.Parse(request.OrderId)}
            """,
            call.Aborted);
        return changed == 0 ? InventoryErrors.HoldGone : new Hold { OrderId = request.OrderId, ExpiresAt = request.ExpiresAt };
    }
}
