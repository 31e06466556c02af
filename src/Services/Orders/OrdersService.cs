using Kontor.Platform.Hosting;

namespace Kontor.Orders;

/// <summary>The orders service.</summary>
public sealed class OrdersService : IService
{
    /// <inheritdoc/>
    public string Name => "orders";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service) => service
        .OnPort(9092)
        .Calls("shops", "catalog", "inventory", "payments", "delivery");
}
