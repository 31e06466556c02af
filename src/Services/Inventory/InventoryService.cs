using Kontor.Platform.Hosting;

namespace Kontor.Inventory;

/// <summary>The inventory service.</summary>
public sealed class InventoryService : IService
{
    /// <inheritdoc/>
    public string Name => "inventory";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service) => service
        .OnPort(9105)
        .Calls("catalog");
}
