using Microsoft.AspNetCore.Http;

namespace Kontor.Gateway.Edge;

/// <summary>
/// Answers HEAD wherever GET is answered (RFC 9110, 9.3.2): everything behind this sees a GET, and the server, which knows what was asked, sends
/// the headers alone.
/// </summary>
internal static class HeadRequests
{
    public static void Serve(HttpContext http)
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            http.Request.Method = HttpMethods.Get;
        }
    }
}
