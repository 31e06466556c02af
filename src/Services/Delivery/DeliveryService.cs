using Kontor.Contracts.Delivery.V1;
using Kontor.Delivery.Features;
using Kontor.Delivery.Storage;
using Kontor.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Delivery;

/// <summary>How orders get to people, and for what fee.</summary>
public sealed class DeliveryService : IService
{
    /// <inheritdoc/>
    public string Name => "delivery";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service)
    {
        service.Services.AddSingleton<ShopSetup>().AddSingleton<KeptMethods>();
        service
            .OnPort(9106)
            .Calls("shops")
            .Rpc(DeliveryMethods.ListOptions, (ListOptions feature) => feature.Handle)
            .Rpc(DeliveryMethods.Choose, (ChooseOption feature) => feature.Handle)
            .Rpc(DeliveryMethods.ListMethods, (ListMethods feature) => feature.Handle)
            .Rpc(DeliveryMethods.CreateMethod, (CreateMethod feature) => feature.Handle)
            .Rpc(DeliveryMethods.UpdateMethod, (UpdateMethod feature) => feature.Handle)
            .Rpc(DeliveryMethods.DeleteMethod, (DeleteMethod feature) => feature.Handle)
            .Watch(DeliveryMethodChanged.Type, (KeptMethods kept) => kept.Forget)
            .Check("Every delivery fee is in its shop's currency", (CheckMethods check) => check.Find);
    }
}
