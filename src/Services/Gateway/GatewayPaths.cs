using Kontor.Gateway.Catalogue;
using Kontor.Gateway.Delivery;
using Kontor.Gateway.Docs;
using Kontor.Gateway.Edge;
using Kontor.Gateway.Inventory;
using Kontor.Gateway.Media;
using Kontor.Gateway.Orders;
using Kontor.Gateway.Payments;
using Kontor.Gateway.Reports;
using Kontor.Gateway.Shops;
using Kontor.Gateway.Users;
using Kontor.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Gateway;

/// <summary>Every public path, and the layers that a request passes on its way to one.</summary>
internal static class GatewayPaths
{
    public static void SetUp(WebApplicationBuilder builder)
    {
        builder.Services.Configure<JsonOptions>(json => StrictJson.Configure(json.SerializerOptions));

        // So that a body that can't be read comes to ProblemPages, which explains it.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.AddApiDescription();
    }

    public static void Map(WebApplication web, IServiceProvider services)
    {
        var problems = services.GetRequiredService<ProblemPages>();
        var limits = services.GetRequiredService<RateLimits>();
        var ready = services.GetRequiredService<ReadyAnswers>();
        var admission = services.GetRequiredService<Admission>();
        web.UseTrustedProxies(services.GetRequiredService<KontorOptions>());
        web.Use((http, next) =>
        {
            SecurityHeaders.Add(http);
            HeadRequests.Serve(http);
            return next(http);
        });
        web.Use((http, next) => problems.Handle(http, next));
        web.Use((http, next) => limits.Handle(http, next));
        web.Use((http, next) => ready.Handle(http, next));
        web.UseRouting();
        web.Use((http, next) =>
        {
            EncodedSlashes.Decode(http);
            return BodyLimit.Handle(http, next);
        });
        web.Use((http, next) => admission.Handle(http, next));
        web.UseDocsPages();

        web.MapIndex();
        web.MapApiDescription();
        web.MapSigningKeys();
        web.MapPictures();
        var v1 = web.MapGroup("/v1");
        v1.MapShops();
        v1.MapSignIn();
        v1.MapMe();
        v1.MapUsers();
        v1.MapApiKeys();
        v1.MapProducts();
        v1.MapVariants();
        v1.MapCategories();
        v1.MapStock();
        v1.MapLocations();
        v1.MapOrders();
        v1.MapPayments();
        v1.MapPaymentMethods();
        v1.MapDelivery();
        v1.MapDeliveryMethods();
        v1.MapReports();
    }
}
