using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Kontor.Gateway.Docs;

/// <summary>The API's description (OpenAPI 3.1), made from the endpoints themselves when somebody first asks for it, and then kept.</summary>
internal static class ApiDescription
{
    private const string Name = "v1";

    public static void AddApiDescription(this WebApplicationBuilder builder) => builder.Services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = _ => true;
        options.AddDocumentTransformer(DescribeWhole.Describe);
        options.AddOperationTransformer(DescribeOperation.Describe);
    });

    public static void MapApiDescription(this WebApplication web)
    {
        byte[]? made = null;
        web.MapGet("/openapi/v1.json", async (HttpContext http) =>
        {
            // Two who ask first at once make it twice, which is harmless.
            made ??= await Make(http.RequestServices, http.RequestAborted);
            http.Response.Headers.CacheControl = "no-cache";
            return Results.Bytes(made, "application/json; charset=utf-8");
        }).ExcludeFromDescription();
    }

    private static async Task<byte[]> Make(IServiceProvider services, CancellationToken aborted)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync(aborted);
        using var text = new MemoryStream();
        await document.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1, aborted);
        return text.ToArray();
    }
}
