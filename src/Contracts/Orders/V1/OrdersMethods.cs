namespace Kontor.Contracts.Orders.V1;

#pragma warning disable CS1591 // Each method is described in orders.proto.

/// <summary>The methods of orders.proto, a line each. A test holds this table equal to the .proto.</summary>
public static class OrdersMethods
{
    public const string Service = "kontor.orders.v1.Orders";

    public static readonly RpcMethod<PlaceOrderRequest, Order> PlaceOrder = new(Service, "PlaceOrder", Access.Anyone);
    public static readonly RpcMethod<GetOrderRequest, Order> GetOrder = new(Service, "GetOrder", Access.Anyone, Repeat.Safe);
    public static readonly RpcMethod<ListOrdersRequest, OrderPage> ListOrders = new(Service, "ListOrders", Access.SignedIn, Repeat.Safe);
    public static readonly RpcMethod<GetOrderRequest, OrderHistory> GetHistory = new(Service, "GetHistory", Access.Anyone, Repeat.Safe);
    public static readonly RpcMethod<CancelOrderRequest, Order> CancelOrder = new(Service, "CancelOrder", Access.Anyone);
    public static readonly RpcMethod<ImportOrdersRequest, ImportOrdersResponse> ImportOrders = new(Service, "ImportOrders", Access.Operator, Repeat.Safe);
    public static readonly RpcMethod<ImportReturnsRequest, ImportReturnsResponse> ImportReturns = new(Service, "ImportReturns", Access.Operator, Repeat.Safe);
}
