using Google.Protobuf.WellKnownTypes;

namespace Kontor.Contracts.Shops.V1;

#pragma warning disable CS1591 // Each method is described in shops.proto.

/// <summary>The methods of shops.proto, a line each. A test holds this table equal to the .proto.</summary>
public static class ShopsMethods
{
    public const string Service = "kontor.shops.v1.Shops";

    public static readonly RpcMethod<GetShopRequest, Shop> GetShop = new(Service, "GetShop", Access.Anyone, Repeat.Safe);
    public static readonly RpcMethod<ListShopsRequest, ShopPage> ListShops = new(Service, "ListShops", Access.Operator, Repeat.Safe);
    public static readonly RpcMethod<CreateShopRequest, Shop> CreateShop = new(Service, "CreateShop", Access.Operator);
    public static readonly RpcMethod<UpdateShopRequest, Shop> UpdateShop = new(Service, "UpdateShop", Access.Operator);
    public static readonly RpcMethod<Empty, Demo> GetDemo = new(Service, "GetDemo", Access.Operator, Repeat.Safe);
    public static readonly RpcMethod<Empty, Demo> BeginDemo = new(Service, "BeginDemo", Access.Operator, Repeat.Safe);
    public static readonly RpcMethod<Empty, EndDemoResponse> EndDemo = new(Service, "EndDemo", Access.Operator);
}
