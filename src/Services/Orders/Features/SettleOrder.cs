using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Payments.V1;
using Kontor.Orders.Model;
using Kontor.Orders.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Features;

/// <summary>
/// Brings an order to where it belongs, by what its payment says: confirmed when the money is there or promised, waiting as long as the
/// customer may still pay, and over otherwise. Whoever calls it, and however often, the outcome is the same.
/// </summary>
internal sealed class SettleOrder(
    Database database,
    RpcClient peers,
    ArrangedOrders arrangedOrders,
    PromisedPayments promisedPayments,
    CancelPlacedOrder cancelPlaced,
    OrderStock stock,
    EndedOrders endedOrders,
    OrderAccess access,
    FaultPoints faults,
    TimeProvider clock)
{
    private static readonly Error s_abandoned =
        new(ErrorKind.Unavailable, "orders.abandoned", "Placing the order was interrupted before it was paid, so it was cancelled.");

    public async Task<Result<bool>> Handle(Guid orderId, CallContext call)
    {
        if (await database.In(call.Shop).FindOrder(call.Shop, orderId, call.Aborted) is not var (row, order))
        {
            var released = await Answer(peers.Call(InventoryMethods.Release, new ReleaseRequest { OrderId = orderId.ToString(), Reason = "no order came of it", OnlyIfExpired = true }, call));
            faults.Reach(OrdersFaults.SettleReleased);
            return released;
        }

        if (OrderStatus.IsDead(row.Status))
        {
            return await Answer(cancelPlaced.Free(orderId, row.CancelReason, call));
        }

        if (row.Status != OrderStatus.Pending)
        {
            return row.Status == OrderStatus.Confirmed ? await Complete(order, call) : true;
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

    private async Task<Result<bool>> Complete(Order order, CallContext call) =>
        (await promisedPayments.Write(order, call)).Failed(out var error) ? error : await stock.Keep(order, payUntil: null, call);

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

        faults.Reach(OrdersFaults.SettleArranged);
        var kept = await stock.Keep(order, paidLater ? row.PayUntil : null, call);
        faults.Reach(OrdersFaults.SettleKept);
        return kept;
    }

    private async Task<Result<bool>> Expire(OrderRow row, CallContext call)
    {
        const string Reason = "not paid in time";
        var ending = new Ending(OrderStatus.Expired, [OrderStatus.Pending], Reason, "", "system");
        var expired = await database.In(call.Shop).Transaction<bool>(async transaction => await endedOrders.End(transaction, call.Shop, row.Id, ending), call.Aborted);

        // Paid in the last moment: then it is confirmed, and what it has stays its own.
        if (!expired.Try(out var isOver, out var error))
        {
            return error;
        }

        faults.Reach(OrdersFaults.SettleExpired);
        return isOver ? await Answer(cancelPlaced.Free(row.Id, Reason, call)) : true;
    }

    private static RequestKey? Request(OrderRow row) => row.Request(OrdersMethods.PlaceOrder.Path);

    private static async Task<Result<bool>> Answer<T>(Task<Result<T>> step) => (await step).Map(_ => true);
}
