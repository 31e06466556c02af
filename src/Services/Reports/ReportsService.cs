using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Reports.V1;
using Kontor.Platform.Hosting;
using Kontor.Reports.Features;

namespace Kontor.Reports;

/// <summary>What the shop's figures say.</summary>
public sealed class ReportsService : IService
{
    /// <inheritdoc/>
    public string Name => "reports";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service) => service
        .OnPort(9108)
        .Calls("shops")
        .Rpc(ReportsMethods.GetSales, (GetSales feature) => feature.Handle)
        .OnMany(OrderConfirmed.Type, (OnOrderConfirmed feature) => feature.Handle)
        .OnMany(OrderCancelled.Type, (OnOrderCancelled feature) => feature.Handle)
        .On(OrdersImported.Type, (OnOrdersImported feature) => feature.Handle)
        .On(OrdersReturned.Type, (OnOrdersImported feature) => feature.Handle)
        .Check("Sales reports equal the orders that they were told of", (ReportsInvariants feature) => feature.ReportsEqualOrders)
        .Check("No sales figure is negative", (ReportsInvariants feature) => feature.NothingIsNegative);
}
