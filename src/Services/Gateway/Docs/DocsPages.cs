using Microsoft.AspNetCore.Builder;
using Microsoft.Net.Http.Headers;

namespace Kontor.Gateway.Docs;

/// <summary>Swagger UI at /docs: all of it comes from this program, nothing from other hosts.</summary>
internal static class DocsPages
{
    // Swagger UI puts styles into elements and pictures into data addresses; scripts are files only.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseDocsPages(this WebApplication web)
    {
        web.UseWhen(
            http => http.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal),
            branch => branch.Use((http, next) =>
            {
                http.Response.Headers[HeaderNames.ContentSecurityPolicy] = Policy;
                return next(http);
            }));
        web.UseSwaggerUI(pages =>
        {
            pages.RoutePrefix = "docs";
            pages.DocumentTitle = "Kontor API";
            pages.SwaggerEndpoint("/openapi/v1.json", "Kontor API v1");
            pages.DisplayOperationId();
            pages.EnableTryItOutByDefault();
        });
    }
}
