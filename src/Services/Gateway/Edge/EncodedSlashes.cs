using Microsoft.AspNetCore.Http;

namespace Kontor.Gateway.Edge;

/// <summary>Decodes <c>%2F</c> in the parts of a path. The framework leaves it as it is, and SKUs such as <c>A/1</c> would be out of reach.</summary>
internal static class EncodedSlashes
{
    public static void Decode(HttpContext http)
    {
        foreach (var (name, value) in http.Request.RouteValues.ToArray())
        {
            if (value is string text && text.Contains("%2F", StringComparison.OrdinalIgnoreCase))
            {
                http.Request.RouteValues[name] = text.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
            }
        }
    }
}
