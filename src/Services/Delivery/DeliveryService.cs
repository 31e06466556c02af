using Kontor.Platform.Hosting;

namespace Kontor.Delivery;

/// <summary>The delivery service.</summary>
public sealed class DeliveryService : IService
{
    /// <inheritdoc/>
    public string Name => "delivery";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service) => service
        .OnPort(9106)
        .Calls("shops");
}
