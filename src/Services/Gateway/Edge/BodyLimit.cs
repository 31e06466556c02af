using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Kontor.Gateway.Edge;

/// <summary>
/// Refuses bodies over 2 MB. The server's own limit lies far above it: beyond its limit the server cuts the connection, and a client that sends its
/// whole body before it reads would see a broken pipe instead of the answer.
/// </summary>
internal static class BodyLimit
{
    private const long MaxBytes = 2 * 1024 * 1024;

    public static Task Handle(HttpContext http, RequestDelegate next)
    {
        if (http.Request.ContentLength > MaxBytes)
        {
            return Problems.Write(http, StatusCodes.Status413PayloadTooLarge, RequestErrors.TooLarge);
        }

        if (http.Request.ContentLength is null && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } chunked)
        {
            chunked.MaxRequestBodySize = MaxBytes;
        }

        return next(http);
    }
}
