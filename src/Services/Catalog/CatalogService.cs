using Kontor.Platform.Hosting;

namespace Kontor.Catalog;

/// <summary>The catalog service.</summary>
public sealed class CatalogService : IService
{
    /// <inheritdoc/>
    public string Name => "catalog";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service) => service
        .OnPort(9091)
        .Calls("shops");
}
