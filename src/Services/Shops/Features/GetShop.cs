using Kontor.Contracts.Shops.V1;
using Kontor.Platform.Rpc;
using Kontor.Shops.Model;
using Kontor.Shops.Storage;

namespace Kontor.Shops.Features;

/// <summary>A shop's settings, by the handle in its address or by its id. At most five seconds old.</summary>
internal sealed class GetShop(RecentShops recent)
{
    public async Task<Result<Shop>> Handle(GetShopRequest request, CallContext call)
    {
        var shop = request.ByCase switch
        {
            // What can't be a handle costs neither a query nor memory.
            GetShopRequest.ByOneofCase.Handle when ShopRules.IsHandle(request.Handle) => await recent.Find(request.Handle, call.Aborted),
            GetShopRequest.ByOneofCase.Id when Guid.TryParse(request.Id, out var id) => await recent.Find(id, call.Aborted),
            _ => null,
        };
        return shop is null ? ShopsErrors.Unknown : shop.ToShop();
    }
}
