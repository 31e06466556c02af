using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kontor.Gateway.Edge;

/// <summary>
/// JSON between programs is UTF-8 and nothing else (RFC 8259). Another charset is refused here: the framework would read bodies in any that it
/// knows, so that one text had many spellings, and would break at those that it doesn't.
/// </summary>
internal static class BodyType
{
    /// <summary>False when the request says that its body is in another charset. Whether it is JSON at all is the endpoint's question.</summary>
    public static bool IsReadable(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Charset.HasValue)
        {
            return true;
        }

        // Said once is enough, and the framework breaks at quotes, which are allowed.
        request.ContentType = type.MediaType.Value;
        return HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
    }
}
