using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kontor.Gateway.Docs;

/// <summary>What somebody finds who opens the bare address: where to go on.</summary>
internal static class IndexPage
{
    public static void MapIndex(this IEndpointRouteBuilder web) =>
        web.MapGet("/", () => Results.Json(
            new { name = "Kontor", api = "/v1", documentation = "/docs", openapi = "/openapi/v1.json", health = "/health/ready" },
            StrictJson.Answers)).ExcludeFromDescription();
}
