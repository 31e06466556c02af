using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Inventory.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Inventory.Features;

/// <summary>Keeps stock for an order that is paid later, for as long as the customer has to pay. A hold is never shortened.</summary>
internal sealed class ExtendHold(Database database, FaultPoints faults)
{
    public async Task<Result<Hold>> Handle(ExtendHoldRequest request, CallContext call)
    {
        var extended = await database.In(call.Shop).Find<DateTimeOffset?>(
            $"""
            UPDATE hold SET expires_at = greatest(expires_at, {request.ExpiresAt.ToDateTimeOffset()})
            WHERE shop_id = {call.Shop} AND order_id = {Guid.Parse(request.OrderId)} RETURNING expires_at
            """,
            call.Aborted);
        faults.Reach(InventoryFaults.Extended);
        return extended is { } expiresAt ? new Hold { OrderId = request.OrderId, ExpiresAt = expiresAt.ToTimestamp() } : InventoryErrors.HoldGone;
    }
}
