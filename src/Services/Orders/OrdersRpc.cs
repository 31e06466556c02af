using Kontor.Contracts.Orders.V1;
using Kontor.Orders.Features;
using Kontor.Platform.Hosting;

namespace Kontor.Orders;

/// <summary>Which feature answers which method of orders.proto.</summary>
internal static class OrdersRpc
{
    public static ServiceBuilder AddRpc(this ServiceBuilder service) => service
        .Rpc(OrdersMethods.PlaceOrder, (PlaceOrder feature) => feature.Handle)
        .Rpc(OrdersMethods.GetOrder, (GetOrder feature) => feature.Handle)
        .Rpc(OrdersMethods.ListOrders, (ListOrders feature) => feature.Handle)
        .Rpc(OrdersMethods.GetHistory, (GetHistory feature) => feature.Handle)
        .Rpc(OrdersMethods.CancelOrder, (CancelOrder feature) => feature.Handle)
        .Rpc(OrdersMethods.ImportOrders, (ImportOrders feature) => feature.Handle)
        .Rpc(OrdersMethods.ImportReturns, (ImportReturns feature) => feature.Handle);
}
