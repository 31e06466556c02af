using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Shops.V1;

namespace Kontor.BadSample;

/// <summary>A table that has fallen behind its .proto: a method is missing, one has another answer and one was renamed.</summary>
internal static class ShopsMethods
{
    public static readonly RpcMethod<GetShopRequest, Empty> GetShop = new("kontor.shops.v1.Shops", "GetShop", Access.Anyone);

    public static readonly RpcMethod<CreateShopRequest, Shop> MakeShop = new("kontor.shops.v1.Shops", "MakeShop", Access.Operator);
}
