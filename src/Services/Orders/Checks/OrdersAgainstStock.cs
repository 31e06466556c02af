using Kontor.Contracts.Inventory.V1;
using Kontor.Orders.Model;
using Kontor.Platform.Hosting;
using Kontor.Platform.Rpc;

namespace Kontor.Orders.Checks;

/// <summary>Every living order has exactly its stock, and no stock is kept for an order that is over or that nobody knows.</summary>
internal sealed class OrdersAgainstStock(CheckedOrders orders, RpcClient peers, TimeProvider clock)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    public Task<Findings> Examine(CancellationToken cancellation) => new OrdersAgainst<ReservedOrder>(orders).Examine(
        SideBySide.Pages<ReservedOrder>(async after =>
        {
            var request = new ListReservationsRequest { Limit = CheckedOrders.PageSize };
            if (after is { } key)
            {
                (request.AfterShopId, request.AfterOrderId) = (key.Shop.ToString(), key.Order.ToString());
            }

            return await Read(request, cancellation);
        }),
        async keys => (await Read(new ListReservationsRequest { OrderIds = { keys.Select(key => key.Order.ToString()) } }, cancellation)).ToDictionary(),
        Judge,
        cancellation);

    private (Verdict Verdict, string Says) Judge(CheckedOrder? order, ReservedOrder? reserved)
    {
        var now = clock.GetUtcNow();
        var heldUntil = reserved?.HeldUntil?.ToDateTimeOffset();
        if (order is null)
        {
            return heldUntil + Findings.Grace > now
                ? (Verdict.InFlight, "")
                : (Verdict.Broken, $"{Lines(reserved!)} is kept for order {reserved!.OrderId} of shop {reserved.ShopId}, which doesn't exist");
        }

        if (order.IsImported)
        {
            return reserved is null ? (Verdict.Fits, "") : (Verdict.Broken, $"order {order.Number} of shop {order.ShopId} was imported and keeps {Lines(reserved)}");
        }

        if (OrderStatus.IsDead(order.Status))
        {
            return reserved is null ? (Verdict.Fits, "")
                : order.ChangedAt + Findings.Grace > now ? (Verdict.InFlight, "")
                : (Verdict.Broken, $"order {order.Number} of shop {order.ShopId} is {order.Status} and keeps {Lines(reserved)}");
        }

        if (order.Status is not (OrderStatus.Pending or OrderStatus.Confirmed))
        {
            // What has been shipped has left the shelf.
            return (Verdict.Fits, "");
        }

        if (reserved is null || Lines(reserved) != order.Lines)
        {
            return (Verdict.Broken, $"order {order.Number} of shop {order.ShopId} is {order.Status} with {order.Lines} and keeps {(reserved is null ? "nothing" : Lines(reserved))}");
        }

        if (order.Status == OrderStatus.Confirmed && heldUntil is null)
        {
            return (Verdict.Fits, "");
        }

        if (heldUntil is null || heldUntil + Findings.Grace <= now)
        {
            // Recovery goes by the holds: without one that ends, nobody would ever look at the order.
            return (Verdict.Broken, $"order {order.Number} of shop {order.ShopId} is {order.Status} and its hold is over since {heldUntil?.ToString("u") ?? "it was committed"}");
        }

        return order.Status == OrderStatus.Pending && order.PaymentId is not null && order.PayUntil <= heldUntil ? (Verdict.Fits, "") : (Verdict.InFlight, "");
    }

    private async Task<IReadOnlyList<KeyValuePair<OrderKey, ReservedOrder>>> Read(ListReservationsRequest request, CancellationToken cancellation)
    {
        using var asking = CallContext.BySystem(default, clock, s_patience, cancellation);
        var page = (await peers.Call(InventoryMethods.ListReservations, request, asking.Call)).Value;
        return [.. page.Orders.Select(order => KeyValuePair.Create(new OrderKey(Guid.Parse(order.ShopId), Guid.Parse(order.OrderId)), order))];
    }

    private static string Lines(ReservedOrder reserved) => string.Join(", ", reserved.Lines.Select(line => $"{line.Sku} {line.Quantity}"));
}
