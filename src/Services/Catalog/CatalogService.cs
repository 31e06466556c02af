using Kontor.Catalog.Features;
using Kontor.Catalog.Storage;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Catalog;

/// <summary>What a shop sells: products with their variants, prices and categories, in lists, by search and one by one.</summary>
public sealed class CatalogService : IService
{
    /// <inheritdoc/>
    public string Name => "catalog";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service)
    {
        service.Services.AddSingleton<ShopCurrency>().AddSingleton<ProductEdit>().AddSingleton<KeptProducts>();
        service
            .OnPort(9091)
            .Calls("shops")
            .AddRpc()
            .Watch(ProductChanged.Type, (KeptProducts kept) => kept.Forget)
            .Watch(ProductChanged.Type, (KeptVariants kept) => kept.Forget)
            .Watch(CategoryChanged.Type, (KeptProducts kept) => kept.Forget)
            .Check("Every product has variants, and its price from is their lowest price", (CheckPrices check) => check.Find)
            .Check("Every product stands in its categories' lists where it belongs", (CheckPlaces check) => check.Find)
            .Check("Every product can be found by search", (CheckSearch check) => check.Find);
    }
}
