using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Payments.V1;
using Kontor.Orders.Checks;
using Kontor.Orders.Features;
using Kontor.Orders.Jobs;
using Kontor.Orders.Storage;
using Kontor.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Orders;

/// <summary>What was bought, and what became of it.</summary>
public sealed class OrdersService : IService
{
    /// <inheritdoc/>
    public string Name => "orders";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service)
    {
        service.Services
            .AddSingleton<OrderAccess>()
            .AddSingleton<NewOrders>()
            .AddSingleton<PlacedOrders>()
            .AddSingleton<PromisedPayments>()
            .AddSingleton<ConfirmedOrders>()
            .AddSingleton<ArrangedOrders>()
            .AddSingleton<EndedOrders>()
            .AddSingleton<OrderStock>()
            .AddSingleton<CancelPlacedOrder>()
            .AddSingleton<SettleOrder>()
            .AddSingleton<CheckedOrders>();
        service
            .OnPort(9092)
            .Calls("shops", "catalog", "inventory", "payments", "delivery")
            .AddRpc()
            .MayDieAt(OrdersFaults.All)
            .On(OrderCancelled.Type, (OnOrderCancelled feature) => feature.Handle)
            .On(PaymentCaptured.Type, (OnPaymentCaptured feature) => feature.Handle)
            .OnMany(PaymentChanged.Type, (OnPaymentChanged feature) => feature.Handle)
            .Every(SettleExpiredHolds.Pause, "settle-expired-holds", (SettleExpiredHolds job) => job.Run)
            .Check("Every order's total is the sum of its lines, its delivery and its tax", (OrdersInvariants feature) => feature.TotalsAddUp)
            .Check("Order numbers have no gaps", (OrdersInvariants feature) => feature.NumbersHaveNoGaps)
            .Check("No more is given back of an imported order than it had", (OrdersInvariants feature) => feature.ReturnsFit)
            .Check("No order stays between two steps", (OrdersInvariants feature) => feature.NoOrderIsStranded)
            .Check("Every order's stock is reserved for it, and none for an order that is over or unknown", (OrdersAgainstStock check) => check.Examine)
            .Check("Every order has its payment and every payment its order, and no money stays with an order that is over", (OrdersAgainstPayments check) => check.Examine)
            .Check("A repeat of the request that placed an order is told of it", (OrdersInvariants feature) => feature.AnswersStand)
            .Check("No kept answer tells of an order that isn't there", (KeptAnswers check) => check.Examine);
    }
}
