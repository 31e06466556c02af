using Kontor.Platform.Hosting;

namespace Kontor.Platform.Tests.Samples;

/// <summary>A service that is what its test declares. Its tables are in Samples/Migrations.</summary>
internal sealed class DeclaredService(string name, Action<ServiceBuilder> declare) : IService
{
    public string Name => name;

    public void Define(ServiceBuilder service) => declare(service);
}
