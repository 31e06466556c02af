using Kontor.Contracts.Payments.V1;
using Kontor.Orders.Model;
using Kontor.Platform.Hosting;
using Kontor.Platform.Rpc;

namespace Kontor.Orders.Checks;

/// <summary>Every order has its payment and every payment its order, over the same amount; no money is kept for an order that is over.</summary>
internal sealed class OrdersAgainstPayments(CheckedOrders orders, RpcClient peers, TimeProvider clock)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    public Task<Findings> Examine(CancellationToken cancellation) => new OrdersAgainst<ListedPayment>(orders).Examine(
        SideBySide.Pages<ListedPayment>(async after =>
        {
            var request = new ListPaymentsRequest { Limit = CheckedOrders.PageSize };
            if (after is { } key)
            {
                (request.AfterShopId, request.AfterOrderId) = (key.Shop.ToString(), key.Order.ToString());
            }

            return await Read(request, cancellation);
        }),
        async keys => (await Read(new ListPaymentsRequest { OrderIds = { keys.Select(key => key.Order.ToString()) } }, cancellation)).ToDictionary(),
        Judge,
        cancellation);

    private (Verdict Verdict, string Says) Judge(CheckedOrder? order, ListedPayment? listed)
    {
        if (order is null)
        {
            return (Verdict.Broken, $"payment {listed!.Payment.Id} of shop {listed.ShopId} is for order {listed.Payment.OrderId}, which doesn't exist");
        }

        var name = $"order {order.Number} of shop {order.ShopId}";
        if (order.IsImported)
        {
            return listed is null ? (Verdict.Fits, "") : (Verdict.Broken, $"{name} was imported and has payment {listed.Payment.Id}");
        }

        var isDead = OrderStatus.IsDead(order.Status);
        var isYoung = order.ChangedAt + Findings.Grace > clock.GetUtcNow();
        if (listed?.Payment is not { } payment)
        {
            return (isYoung ? Verdict.InFlight : Verdict.Broken, $"{name} is {order.Status} and has no payment");
        }

        isYoung |= listed.ChangedAt.ToDateTimeOffset() + Findings.Grace > clock.GetUtcNow();
        var soon = isYoung ? Verdict.InFlight : Verdict.Broken;
        if (isDead)
        {
            // What was never paid has a payment that was cancelled before it began.
            return payment.Status is "cancelled" or "failed" or "refunded"
                ? Heard(order, payment, soon)
                : (soon, $"{name} is {order.Status} and its payment {payment.Id} is {payment.Status}: give the money back");
        }

        if (payment.Amount.Amount != order.Total || payment.Amount.Currency != order.Currency)
        {
            return (Verdict.Broken, $"{name} costs {order.Total} {order.Currency}, its payment {payment.Id} is over {payment.Amount.Amount} {payment.Amount.Currency}");
        }

        if (order.Status == OrderStatus.Pending)
        {
            return order.PaymentId is not null && payment.Status == "created" ? Heard(order, payment, soon) : (soon, $"{name} is pending and its payment {payment.Id} is {payment.Status}");
        }

        return payment.Status is "authorized" or "captured" or "partially_refunded" or "refunded"
            ? Heard(order, payment, soon)
            : (Verdict.Broken, $"{name} is {order.Status} and its payment {payment.Id} is {payment.Status}");
    }

    /// <summary>What the order shows of its payment is true, or news of it are on their way.</summary>
    private static (Verdict Verdict, string Says) Heard(CheckedOrder order, Payment payment, Verdict soon)
    {
        var says = $"order {order.Number} of shop {order.ShopId} shows payment {order.PaymentId} as {order.PaymentStatus}, it is {payment.Id} and {payment.Status}";
        return order.PaymentId is null && OrderStatus.IsDead(order.Status) ? (Verdict.Fits, "")
            : order.PaymentId?.ToString() != payment.Id ? (Verdict.Broken, says)
            : order.PaymentVersion < payment.Version ? (soon, says)
            : order.PaymentStatus == payment.Status ? (Verdict.Fits, "")
            : (Verdict.Broken, says);
    }

    private async Task<IReadOnlyList<KeyValuePair<OrderKey, ListedPayment>>> Read(ListPaymentsRequest request, CancellationToken cancellation)
    {
        using var asking = CallContext.BySystem(default, clock, s_patience, cancellation);
        var page = (await peers.Call(PaymentsMethods.ListPayments, request, asking.Call)).Value;
        return [.. page.Payments.Select(listed => KeyValuePair.Create(new OrderKey(Guid.Parse(listed.ShopId), Guid.Parse(listed.Payment.OrderId)), listed))];
    }
}
