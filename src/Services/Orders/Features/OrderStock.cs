using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Orders.Model;
using Kontor.Orders.Storage;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace Kontor.Orders.Features;

/// <summary>
/// Makes an order's hold last: for good once it is confirmed, until the customer must have paid while it waits. Should the hold be gone,
/// the stock is reserved again; if nothing is left the order is cancelled and its money given back, in its history, never in silence.
/// </summary>
internal sealed class OrderStock(Database database, RpcClient peers, EndedOrders endedOrders, ILogger<OrderStock> logger)
{
    /// <summary>
    /// How long stock is held while its order is being placed: longer than that may take (20 s, and 10 s for undoing it), and short enough that what a
    /// crash leaves behind is settled within a minute.
    /// </summary>
    public const int HoldSeconds = 40;

    /// <param name="order">The order; pending or confirmed.</param>
    /// <param name="payUntil">Until when it waits for its money; null when it is confirmed.</param>
    /// <param name="call">The request, or the recovery.</param>
    public async Task<Result<bool>> Keep(Order order, DateTimeOffset? payUntil, CallContext call)
    {
        var kept = await Last(order, payUntil, call);
        if (!kept.Failed(out var error) || error.Kind != ErrorKind.Conflict)
        {
            return kept;
        }

        var id = Guid.Parse(order.Id);
        if (await database.In(call.Shop).FindOrder(call.Shop, id, call.Aborted) is not { Row.Status: OrderStatus.Pending or OrderStatus.Confirmed })
        {
            // Cancelled in the meantime: then its stock was given back, and rightly so.
            return true;
        }

        logger.LogWarning("Order {OrderId} lost its hold; its stock is reserved again.", id);
        var again = await peers.Call(InventoryMethods.Reserve, new ReserveRequest { OrderId = order.Id, HoldSeconds = HoldSeconds, Lines = { order.Lines.Select(Line) } }, call);
        if (again.Failed(out error))
        {
            return error.Kind == ErrorKind.Conflict ? await CancelForShortfall(id, call) : error;
        }

        var lasts = await Last(order, payUntil, call);

        // Cancelled while it was reserved again: whoever did it may have looked for its stock before there was any.
        return await database.In(call.Shop).FindOrder(call.Shop, id, call.Aborted) is { Row.Status: var status } && OrderStatus.IsDead(status)
            ? (await peers.Call(InventoryMethods.Release, new ReleaseRequest { OrderId = order.Id, Reason = "cancelled" }, call)).Map(_ => true)
            : lasts;
    }

    private async Task<Result<bool>> Last(Order order, DateTimeOffset? payUntil, CallContext call) => payUntil is { } until
        ? (await peers.Call(InventoryMethods.ExtendHold, new ExtendHoldRequest { OrderId = order.Id, ExpiresAt = until.ToTimestamp() }, call)).Map(_ => true)
        : (await peers.Call(InventoryMethods.Commit, new CommitRequest { OrderId = order.Id }, call)).Map(_ => true);

    private Task<Result<bool>> CancelForShortfall(Guid id, CallContext call)
    {
        logger.LogError("Order {OrderId} is cancelled: its stock was sold to somebody else.", id);
        var ending = new Ending(OrderStatus.Cancelled, [OrderStatus.Pending, OrderStatus.Confirmed], "orders.shortfall", "Its stock was lost and nothing is left; the money goes back.", "system");
        return database.In(call.Shop).Transaction<bool>(async transaction => await endedOrders.End(transaction, call.Shop, id, ending), call.Aborted);
    }

    private static SkuQuantity Line(OrderLine line) => new() { Sku = line.Sku, Quantity = line.Quantity };
}
