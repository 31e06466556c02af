using Kontor.Contracts.Shops.V1;
using Kontor.Platform.Hosting;
using Kontor.Shops.Features;
using Kontor.Shops.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Shops;

/// <summary>The shops of this installation and their settings. Everybody asks it, it asks nobody.</summary>
public sealed class ShopsService : IService
{
    /// <inheritdoc/>
    public string Name => "shops";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service)
    {
        service.Services.AddSingleton<RecentShops>().AddSingleton<NewShop>();
        service
            .OnPort(9101)
            .AtStart<MakeFirstShop>()
            .Rpc(ShopsMethods.GetShop, (GetShop feature) => feature.Handle)
            .Rpc(ShopsMethods.ListShops, (ListShops feature) => feature.Handle)
            .Rpc(ShopsMethods.CreateShop, (CreateShop feature) => feature.Handle)
            .Rpc(ShopsMethods.UpdateShop, (UpdateShop feature) => feature.Handle)
            .Rpc(ShopsMethods.GetDemo, (FillDemo feature) => feature.Get)
            .Rpc(ShopsMethods.BeginDemo, (FillDemo feature) => feature.Begin)
            .Rpc(ShopsMethods.EndDemo, (FillDemo feature) => feature.End)
            .Check("Every shop sells in a currency that Kontor knows", (CheckShops check) => check.Find);
    }
}
