using Kontor.Platform.Hosting;

namespace Kontor.Shops;

/// <summary>The shops service.</summary>
public sealed class ShopsService : IService
{
    /// <inheritdoc/>
    public string Name => "shops";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service) => service
        .OnPort(9101);
}
