using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Payments.V1;
using Kontor.Orders.Model;
using Kontor.Orders.Storage;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Features;

/// <summary>
/// Brings an order to where it belongs, by what its payment says: confirmed when the money is there or promised, waiting as long as the
/// customer may still pay, and over otherwise. Whoever calls it, and however often, the outcome is the same.
/// </summary>
internal sealed class SettleOrder(
    Database database, RpcClient peers, ArrangedOrders arrangedOrders, CancelPlacedOrder cancelPlaced, OrderAccess access, Outbox outbox, TimeProvider clock)
{
    private static readonly Error s_abandoned =
        new(ErrorKind.Unavailable, "orders.abandoned", "Placing the order was interrupted before it was paid, so it was cancelled.");

    public async Task<Result<bool>> Handle(Guid orderId, CallContext call)
    {
        if (await database.In(call.Shop).FindOrder(call.Shop, orderId, call.Aborted) is not var (row, order))
        {
            return await Answer(peers.Call(InventoryMethods.Release, new ReleaseRequest { OrderId = orderId.ToString(), Reason = "no order came of it", OnlyIfExpired = true }, call));
        }

        if (OrderStatus.IsDead(row.Status))
        {
            return await Answer(cancelPlaced.Free(orderId, row.CancelReason, call));
        }

        if (row.Status != OrderStatus.Pending)
        {
            return await Commit(order, call);
        }

        var asked = await peers.Call(PaymentsMethods.GetPayment, new GetPaymentRequest { OrderId = order.Id }, call);
        if (asked.Failed(out var error) && error.Kind != ErrorKind.NotFound)
        {
            return error;
        }

        var payment = asked.Succeeded ? asked.Value : null;
        return payment?.Status switch
        {
            "authorized" or "captured" => await Arrange(row, order, payment, paidLater: false, call),
            "created" when row.PayUntil > clock.GetUtcNow() => await Arrange(row, order, payment, paidLater: true, call),
            "created" when row.PayUntil is not null => await Expire(row, call),
            _ => await cancelPlaced.Undo(order, Request(row), s_abandoned, call),
        };
    }

    private async Task<Result<bool>> Arrange(OrderRow row, Order order, Payment payment, bool paidLater, CallContext call)
    {
        var token = row.CustomerId is null ? await access.TokenFor(call.Shop, row.Id, call.Aborted) : "";

        // The answer to the request that placed it is kept once; an order that has waited for its money has given it long ago.
        var request = row.PaymentId is null ? Request(row) : null;
        if (!(paidLater && row.PaymentId is not null)
            && (await arrangedOrders.Store(new ArrangedOrder(order, payment, paidLater, token, request, "system"), call)).Failed(out var error))
        {
            return error;
        }

        return paidLater
            ? await Answer(peers.Call(InventoryMethods.ExtendHold, new ExtendHoldRequest { OrderId = order.Id, ExpiresAt = row.PayUntil!.Value.ToTimestamp() }, call))
            : await Commit(order, call);
    }

    /// <summary>Without a hold there is nothing left to settle: the order's stock is allocated, shipped, or given back with the order.</summary>
    private async Task<Result<bool>> Commit(Order order, CallContext call)
    {
        var committed = await peers.Call(InventoryMethods.Commit, new CommitRequest { OrderId = order.Id }, call);
        return committed.Failed(out var error) && error.Kind != ErrorKind.Conflict ? error : true;
    }

    private async Task<Result<bool>> Expire(OrderRow row, CallContext call)
    {
        const string Reason = "not paid in time";
        var expired = await database.In(call.Shop).Transaction<bool>(
            async transaction =>
            {
                var changed = await transaction.Execute(
                    $"""
                    UPDATE sales_order SET status = {OrderStatus.Expired}, cancel_reason = {Reason}, version = version + 1
                    WHERE shop_id = {call.Shop} AND id = {row.Id} AND status = {OrderStatus.Pending}
                    """);
                if (changed > 0)
                {
                    await transaction.Execute(History.Entries(call.Shop, clock, new HistoryNote(row.Id, "expired", "system", Reason)));
                    await outbox.Add(transaction, call.Shop, OrderCancelled.Type, row.Id, new OrderCancelled(row.Id, row.Number.ToString(), Reason, WasConfirmed: false));
                }

                return changed > 0;
            },
            call.Aborted);
        return expired.Failed(out var error) ? error : await Answer(cancelPlaced.Free(row.Id, Reason, call));
    }

    private static RequestKey? Request(OrderRow row) => row.Request(OrdersMethods.PlaceOrder.Path);

    private static async Task<Result<bool>> Answer<T>(Task<Result<T>> step) => (await step).Map(_ => true);
}
