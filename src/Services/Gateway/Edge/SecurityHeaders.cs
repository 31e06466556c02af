using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kontor.Gateway.Edge;

/// <summary>What every answer tells browsers, so that none of them is read as something else or kept where it shouldn't be.</summary>
internal static class SecurityHeaders
{
    /// <summary>For answers that are data: a page has no business in one.</summary>
    private const string NothingAtAll = "default-src 'none'; frame-ancestors 'none'";

    public static void Add(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers[HeaderNames.ContentSecurityPolicy] = NothingAtAll;
        headers.CacheControl = "no-store";
    }
}
