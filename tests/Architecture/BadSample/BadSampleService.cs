using Kontor.Platform.Hosting;
using Kontor.Shops;

namespace Kontor.BadSample;

/// <summary>References another service's project, and declares no calls although it makes some.</summary>
public sealed class BadSampleService : IService
{
    /// <inheritdoc/>
    public string Name => "badsample";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service) => service.OnPort(new ShopsService().Name.Length);
}
