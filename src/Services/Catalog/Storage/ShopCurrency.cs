using Kontor.Contracts.Shops.V1;
using Kontor.Platform.Rpc;

namespace Kontor.Catalog.Storage;

/// <summary>Asks which currency a shop's prices are in.</summary>
internal sealed class ShopCurrency(RpcClient rpc)
{
    public async Task<Result<string>> Of(CallContext call)
    {
        var shop = await rpc.Call(ShopsMethods.GetShop, new GetShopRequest { Id = call.Shop.ToString() }, call);
        return shop.Map(found => found.Currency);
    }
}
