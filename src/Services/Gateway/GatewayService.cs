using Kontor.Contracts.Catalog.V1;
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
            .Watch(ProductChanged.Type, (ReadyAnswers ready) => (shop, _) => ready.Forget(shop))
            .Watch(CategoryChanged.Type, (ReadyAnswers ready) => (shop, _) => ready.Forget(shop))
            .Web(GatewayPaths.SetUp, GatewayPaths.Map);
        service.Services
            .AddSingleton<ProblemPages>()
            .AddSingleton<RateLimits>()
            .AddSingleton<ReadyAnswers>()
            .AddSingleton<Admission>()
            .AddSingleton<ShopResolution>()
            .AddSingleton<Authentication>()
            .AddSingleton<AccessTokens>()
            .AddSingleton<SigningKeys>()
            .AddSingleton<ApiKeys>();
    }
}
