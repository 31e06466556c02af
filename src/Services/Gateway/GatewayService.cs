using Kontor.Gateway.Edge;
using Kontor.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Gateway;

/// <summary>The public edge: REST under /v1, OpenAPI and its pages.</summary>
public sealed class GatewayService : IService
{
    /// <inheritdoc/>
    public string Name => "gateway";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service)
    {
        service
            .OnPort(8080)
            .WithoutDatabase()
            .Calls("shops", "users", "catalog", "inventory", "payments", "delivery", "orders", "reports")
            .AtStart<RefuseDemoPasswords>()
            .Web(GatewayPaths.SetUp, GatewayPaths.Map);
        service.Services
            .AddSingleton<ProblemPages>()
            .AddSingleton<RateLimits>()
            .AddSingleton<Admission>()
            .AddSingleton<ShopResolution>()
            .AddSingleton<Authentication>()
            .AddSingleton<AccessTokens>()
            .AddSingleton<SigningKeys>()
            .AddSingleton<ApiKeys>();
    }
}
