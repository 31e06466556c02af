using Kontor.Platform.Messaging;
using Kontor.Platform.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kontor.Platform.Hosting;

/// <summary>What operators look at. On the admin port only, which is bound to loopback.</summary>
internal static class AdminPages
{
    public static void Map(
        WebApplication web, HostAddresses addresses, ServiceGraph graph, KontorTelemetrySession telemetry, EventDesk? events, IReadOnlyList<RunningService> services)
    {
        var declared = services.SelectMany(service => service.Definition.AdminPaths.Select(path => (path.Prefix, Serve: path.Serve(service.Provider)))).ToList();
        if (events is not null)
        {
            declared.Add((EventPages.Prefix, new EventPages(events).Serve));
        }

        web.Use((context, next) => context.Connection.LocalPort == addresses.Admin?.Port ? Serve(context, graph, telemetry, declared) : next(context));
    }

    private static Task Serve(HttpContext context, ServiceGraph graph, KontorTelemetrySession telemetry, List<(string Prefix, RequestDelegate Serve)> declared)
    {
        if (declared.Find(path => context.Request.Path.StartsWithSegments(path.Prefix, StringComparison.Ordinal)).Serve is { } serve)
        {
            return serve(context);
        }

        switch (context.Request.Path.Value)
        {
            case "/metrics":
                context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
                return context.Response.WriteAsync(telemetry.WriteMetrics(), context.RequestAborted);
            case "/services":
                return context.Response.WriteAsJsonAsync(graph.Describe(), context.RequestAborted);
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return context.Response.WriteAsync("Here are /metrics, /services and /events.\n", context.RequestAborted);
        }
    }
}
