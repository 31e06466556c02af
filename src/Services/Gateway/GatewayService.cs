using Kontor.Platform.Hosting;

namespace Kontor.Gateway;

/// <summary>The public edge: REST under /v1, OpenAPI and its pages.</summary>
public sealed class GatewayService : IService
{
    /// <inheritdoc/>
    public string Name => "gateway";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service) => service
        .OnPort(8080)
        .WithoutDatabase()
        .Calls("shops", "users", "catalog", "inventory", "payments", "delivery", "orders");
}
