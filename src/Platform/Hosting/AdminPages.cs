using Kontor.Platform.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kontor.Platform.Hosting;

/// <summary>What operators look at. On the admin port only, which is bound to loopback.</summary>
internal static class AdminPages
{
    public static void Map(WebApplication web, Func<int> adminPort, ServiceGraph graph, KontorTelemetrySession telemetry) =>
        web.Use((context, next) => context.Connection.LocalPort == adminPort() ? Serve(context, graph, telemetry) : next(context));

    private static Task Serve(HttpContext context, ServiceGraph graph, KontorTelemetrySession telemetry)
    {
        switch (context.Request.Path.Value)
        {
            case "/metrics":
                context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
                return context.Response.WriteAsync(telemetry.WriteMetrics(), context.RequestAborted);
            case "/services":
                return context.Response.WriteAsJsonAsync(graph.Describe(), context.RequestAborted);
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return context.Response.WriteAsync("Here are /metrics and /services.\n", context.RequestAborted);
        }
    }
}
