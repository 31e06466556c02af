using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Kontor.Gateway.Edge;

/// <summary>An answer as it goes over the wire.</summary>
/// <param name="Bytes">The body: JSON.</param>
/// <param name="Tag">Its entity tag.</param>
/// <param name="Endpoint">What answers so.</param>
internal sealed record ReadyAnswer(byte[] Bytes, string Tag, Endpoint? Endpoint)
{
    // A browser may keep it but asks each time whether it still holds: a price or a stock figure must not be older than ours.
    private const string AskEachTime = "no-cache";

    // Staff and other shops get other answers at the same address.
    private static readonly StringValues s_vary = $"Authorization, {Authentication.ApiKeyHeader}, {ShopResolution.Header}";

    /// <param name="body">What to answer with.</param>
    /// <param name="version">The version of an editable thing; null for others.</param>
    /// <param name="endpoint">What answers so.</param>
    public static ReadyAnswer Of<TBody>(TBody body, long? version, Endpoint? endpoint)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, StrictJson.Answers);
        return new(bytes, ETags.Of(version, bytes), endpoint);
    }

    /// <summary>Writes it for shoppers: 304 when the client has it already, else 200.</summary>
    public Task WriteShared(HttpContext http)
    {
        http.Response.Headers.CacheControl = AskEachTime;
        http.Response.Headers.Vary = s_vary;
        return Write(http);
    }

    /// <summary>Writes it for one caller alone.</summary>
    public Task Write(HttpContext http)
    {
        var answer = http.Response;
        answer.Headers.ETag = Tag;
        if (ETags.AreKnown(http.Request.Headers.IfNoneMatch, Tag))
        {
            answer.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        answer.StatusCode = StatusCodes.Status200OK;
        answer.ContentType = Answers.Json;
        answer.ContentLength = Bytes.Length;
        return answer.Body.WriteAsync(Bytes, CancellationToken.None).AsTask();
    }
}

/// <summary>What of a request decides the answer for shoppers: the shop it names and its address, as it was sent.</summary>
/// <param name="Shop">The handle.</param>
/// <param name="Target">Path and query.</param>
internal readonly record struct AnswerKey(string Shop, string Target)
{
    /// <summary>Null when the request names no single shop.</summary>
    public static AnswerKey? Of(HttpContext http) =>
        ShopResolution.HandleOf(http.Request.Headers[ShopResolution.Header], http.Request.Host) is { } handle && http.Features.Get<IHttpRequestFeature>() is { } request
            ? new AnswerKey(handle, request.RawTarget)
            : null;
}
