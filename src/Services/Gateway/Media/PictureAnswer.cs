using Kontor.Contracts.Catalog.V1;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kontor.Gateway.Media;

/// <summary>The bytes of a picture as they are kept, or 304 for who has them already.</summary>
/// <param name="Tag">Its entity tag.</param>
/// <param name="Picture">Null: not modified.</param>
internal sealed record PictureAnswer(string Tag, Picture? Picture) : IResult
{
    // An SVG that is opened by itself is a page: it may show itself, and nothing else.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var answer = httpContext.Response;
        answer.Headers.CacheControl = "public, max-age=31536000, immutable";
        answer.Headers.ETag = Tag;
        answer.Headers[HeaderNames.ContentSecurityPolicy] = Policy;
        if (Picture is null)
        {
            answer.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        answer.ContentType = Picture.MediaType;
        answer.ContentLength = Picture.Content.Length;
        await answer.BodyWriter.WriteAsync(Picture.Content.Memory, httpContext.RequestAborted);
    }
}
