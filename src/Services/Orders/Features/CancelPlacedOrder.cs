using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Payments.V1;
using Kontor.Orders.Model;
using Kontor.Orders.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Features;

/// <summary>Takes back an order that couldn't be paid: no order stands, nothing is held, no money is kept.</summary>
internal sealed class CancelPlacedOrder(Database database, RpcClient peers, EndedOrders endedOrders, FaultPoints faults, TimeProvider clock)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Cancels a pending order, and keeps or frees the key that it was placed with, as the reason demands.</summary>
    /// <returns>False when it wasn't pending any more.</returns>
    public async Task<bool> Undo(Order order, RequestKey? request, Error reason, CallContext call)
    {
        // The request's own time may be over; what it began must be taken back all the same.
        using var undo = (call with { Aborted = CancellationToken.None, Deadline = DateTimeOffset.MaxValue }).Within(s_patience, clock);
        var id = Guid.Parse(order.Id);
        var cancelled = await database.In(call.Shop).Transaction<bool>(
            async transaction =>
            {
                if (!await endedOrders.End(transaction, call.Shop, id, new Ending(OrderStatus.Cancelled, [OrderStatus.Pending], reason.Code, reason.Message, "system")))
                {
                    return false;
                }

                if (reason.Kind == ErrorKind.Conflict)
                {
                    Idempotency.Keep(transaction, call.Shop, request, reason with { TraceId = call.TraceId });
                }
                else
                {
                    Idempotency.Free(transaction, call.Shop, request);
                }

                return true;
            },
            undo.Call.Aborted);
        if (cancelled.Value)
        {
            faults.Reach(OrdersFaults.UndoCancelled);
            await Free(id, reason.Code, undo.Call);
        }

        return cancelled.Value;
    }

    /// <summary>Gives back an order's stock and money. If a peer is down, <c>order.cancelled</c> has it done again.</summary>
    /// <returns>The first failure, or the payment as it is now; null when there never was one.</returns>
    public async Task<Result<Payment>> Free(Guid orderId, string reason, CallContext call)
    {
        var released = await peers.Call(InventoryMethods.Release, new ReleaseRequest { OrderId = orderId.ToString(), Reason = reason }, call);
        faults.Reach(OrdersFaults.FreeReleased);
        var paid = await peers.Call(PaymentsMethods.Cancel, new CancelRequest { OrderId = orderId.ToString(), Reason = reason }, call);
        return released.Failed(out var error) ? error : paid;
    }

    /// <summary>Gives back a hold that no order came of. Its order may exist by another request with the same key; then the hold is that one's.</summary>
    /// <param name="orderId">The order that the hold was made for.</param>
    /// <param name="reason">Shown in the ledger.</param>
    /// <param name="onlyIfExpired">Set when another request might just be writing the order down.</param>
    /// <param name="call">The request.</param>
    public async Task ReleaseUnlessPlaced(Guid orderId, string reason, bool onlyIfExpired, CallContext call)
    {
        if (await database.In(call.Shop).FindOrder(call.Shop, orderId, call.Aborted) is null)
        {
            await peers.Call(InventoryMethods.Release, new ReleaseRequest { OrderId = orderId.ToString(), Reason = reason, OnlyIfExpired = onlyIfExpired }, call);
        }
    }
}
