using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Payments.V1;
using Kontor.Orders.Model;
using Kontor.Orders.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Features;

/// <summary>
/// Calls an order off as long as nothing of it has left. Its stock is free and its payment is voided or refunded when the answer comes; should
/// the program die half-way, <c>order.cancelled</c> has the rest done. Cancelling a cancelled order changes nothing.
/// </summary>
internal sealed class CancelOrder(Database database, OrderAccess access, PromisedPayments promisedPayments, CancelPlacedOrder cancelPlaced, EndedOrders endedOrders, FaultPoints faults, TimeProvider clock)
{
    public async Task<Result<Order>> Handle(CancelOrderRequest request, CallContext call)
    {
        if (new Validation().Line("/reason", request.Reason, 0, 200).Failed(OrdersErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        if (!Guid.TryParse(request.Id, out var id)
            || await database.In(call.Shop).FindOrder(call.Shop, id, call.Aborted) is not var (seen, order)
            || !await access.MaySee(id, seen.CustomerId, request.AccessToken, call))
        {
            return OrdersErrors.Unknown;
        }

        if (await database.In(call.Shop).AwaitKept<Order>(call, clock) is { } kept)
        {
            return kept;
        }

        if (seen.Status == OrderStatus.Confirmed)
        {
            // Promised payments are written a moment after the answer. This one shall tell what it was over; where Payments is down, it is cancelled before it began.
            await promisedPayments.Write(order, call);
        }

        if ((await Cancel(id, request.Reason, call)).Failed(out var refused))
        {
            return await database.In(call.Shop).KeepConflict<Order>(call, refused);
        }

        faults.Reach(OrdersFaults.CancelEnded);

        // Safe to repeat, so the answer is kept only when everything is done: a repeat after a crash finishes the work.
        if (!(await cancelPlaced.Free(id, "cancelled", call)).Try(out var payment, out var error))
        {
            return error;
        }

        faults.Reach(OrdersFaults.CancelFreed);
        var answer = await database.In(call.Shop).Once(call, transaction => Answer(transaction, call.Shop, id, payment));
        faults.Reach(OrdersFaults.CancelAnswered);
        return answer;
    }

    private Task<Result<bool>> Cancel(Guid id, string reason, CallContext call) => database.In(call.Shop).Transaction<bool>(
        async transaction =>
        {
            if (await transaction.FindOrder(call.Shop, id, forUpdate: true) is not var (row, _))
            {
                return OrdersErrors.Unknown;
            }

            if (OrderStatus.IsDead(row.Status))
            {
                return false;
            }

            if (!OrderStatus.CanBeCancelled(row.Status))
            {
                return OrdersErrors.NotCancellable;
            }

            await endedOrders.End(
                transaction, call.Shop, id, new Ending(OrderStatus.Cancelled, [row.Status], reason.Length > 0 ? reason : call.Actor.Kind, reason, call.Actor.Kind));
            if (row.PaymentId is null)
            {
                // Whoever still waits for the answer to placing it gets one.
                Idempotency.Keep(transaction, call.Shop, row.Request(OrdersMethods.PlaceOrder.Path), OrdersErrors.TakenOver with { TraceId = call.TraceId });
            }

            return true;
        },
        call.Aborted);

    private static async Task<Result<Order>> Answer(Transaction transaction, ShopId shop, Guid id, Payment payment)
    {
        await transaction.Execute(PaymentSnapshot.Update(shop, new PaymentNews(id, Guid.Parse(payment.Id), payment.Status, payment.Version)));
        return await transaction.FindOrder(shop, id) is var (_, order) ? order : OrdersErrors.Unknown;
    }
}
