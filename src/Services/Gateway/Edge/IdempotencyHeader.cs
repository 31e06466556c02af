using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kontor.Platform.Rpc;
using Microsoft.AspNetCore.Http;

namespace Kontor.Gateway.Edge;

/// <summary>Reads <c>Idempotency-Key</c> and takes the print of the request that it names. The owning service does the rest.</summary>
internal static class IdempotencyHeader
{
    public const string Name = "Idempotency-Key";

    public const string Replayed = "Idempotency-Replayed";

    private const int MaxLength = 255;

    /// <summary>The key's text; null when none is given and none is needed.</summary>
    public static Result<string?> Read(IHeaderDictionary headers, KeyRule rule)
    {
        if (rule == KeyRule.Ignored)
        {
            return (string?)null;
        }

        var values = headers[Name];
        return values.Count switch
        {
            0 => rule == KeyRule.Required ? RequestErrors.KeyRequired : (string?)null,
            1 when values[0] is { Length: >= 1 and <= MaxLength } key && key.All(character => character is >= ' ' and <= '~') => key,
            _ => RequestErrors.KeyInvalid,
        };
    }

    /// <summary>
    /// Binds the key to method, path and body. The body is read into memory for that, at most as much as the server's limit lets through,
    /// and put back for the endpoint.
    /// </summary>
    public static async Task<IdempotencyKey> Seal(HttpRequest request, string key, CancellationToken aborted)
    {
        var body = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, 1 << 16));
        await request.Body.CopyToAsync(body, aborted);
        body.Position = 0;
        request.Body = body;

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path.Value}\n"));
        hash.AppendData(WithoutCard(body.GetBuffer().AsSpan(0, (int)body.Length)));
        return new IdempotencyKey(key, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>
    /// The print is kept for a day, and everything else in the body is known to whoever reads the database: a card number could be found from it by
    /// trying. So the card isn't part of it; a repeat with another card gets the first one's answer.
    /// </summary>
    private static ReadOnlySpan<byte> WithoutCard(ReadOnlySpan<byte> body)
    {
        // Escapes may spell the name, too.
        if (body.IndexOf("card"u8) < 0 && body.IndexOf((byte)'\\') < 0)
        {
            return body;
        }

        try
        {
            if (JsonNode.Parse(body) is JsonObject order && order["payment"] is JsonObject payment && payment.Remove("card"))
            {
                return Encoding.UTF8.GetBytes(order.ToJsonString());
            }

            return body;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // No JSON, or a name twice: it ends in 400, and nothing of it is kept.
            return [];
        }
    }
}
