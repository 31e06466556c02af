using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Kontor.Platform.Rpc.Wire;

/// <summary>Reads what a peer answered: a message, an expected failure, or that the call didn't come about.</summary>
internal static class RpcAnswer
{
    private const int UsualLength = 4096;

    /// <exception cref="IOException">The answer broke off, or something between us and the service gave it.</exception>
    /// <exception cref="CallRefusedException">The peer doesn't take the call, so it did nothing.</exception>
    /// <exception cref="PeerFailedException">The peer ran into a bug.</exception>
    public static async Task<Result<TResponse>> Read<TResponse>(HttpResponseMessage response, string path, CancellationToken aborted)
        where TResponse : class, IMessage<TResponse>
    {
        if (response.StatusCode != HttpStatusCode.OK || !Framing.IsGrpc(response.Content.Headers.ContentType?.ToString()))
        {
            throw new IOException($"It answers with HTTP {(int)response.StatusCode} and isn't the RPC port of a Kontor.");
        }

        if (StatusIn(response.Headers) is { } failure)
        {
            return Failure<TResponse>(failure, response.Headers, path);
        }

        await using var body = await response.Content.ReadAsStreamAsync(aborted);
        var buffer = ArrayPool<byte>.Shared.Rent(UsualLength);
        try
        {
            int filled = 0, read;
            while ((read = await body.ReadAsync(buffer.AsMemory(filled), aborted)) > 0)
            {
                filled += read;
                if (filled == buffer.Length)
                {
                    buffer = Grow(buffer, path);
                }
            }

            // Trailers are there once the body has ended.
            return StatusIn(response.TrailingHeaders) switch
            {
                StatusCode.Ok => Message<TResponse>(buffer.AsSpan(0, filled), response.TrailingHeaders, path),
                { } code => Failure<TResponse>(code, response.TrailingHeaders, path),
                null => throw new IOException("The answer broke off."),
            };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>A buffer for the whole message, and one byte more to see its end.</summary>
    private static byte[] Grow(byte[] full, string path)
    {
        var length = Framing.ReadPrefix(full).Length;
        if (length > Framing.LongestMessage || full.Length > Framing.PrefixLength + length)
        {
            throw new PeerFailedException($"{path} answered with more than one message of at most {Framing.LongestMessage} bytes.");
        }

        var buffer = ArrayPool<byte>.Shared.Rent(Framing.PrefixLength + (int)length + 1);
        full.CopyTo(buffer, 0);
        ArrayPool<byte>.Shared.Return(full);
        return buffer;
    }

    private static Result<TResponse> Message<TResponse>(ReadOnlySpan<byte> body, HttpResponseHeaders trailers, string path)
        where TResponse : class, IMessage<TResponse>
    {
        if (body.Length < Framing.PrefixLength || Framing.ReadPrefix(body) != (false, (uint)(body.Length - Framing.PrefixLength)))
        {
            throw new PeerFailedException($"{path} answered with no message, or a compressed one.");
        }

        try
        {
            var message = Activator.CreateInstance<TResponse>();
            message.MergeFrom(body[Framing.PrefixLength..]);
            return Marked((Result<TResponse>)message, trailers);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new PeerFailedException($"{path} answered with something else than its contract says: {exception.Message}");
        }
    }

    private static Result<TResponse> Failure<TResponse>(StatusCode code, HttpResponseHeaders headers, string path)
    {
        if (TextIn(headers, "grpc-status-details-bin") is { Length: > 0 } details && WireErrors.Read(code, FromBase64(details)) is { } error)
        {
            return Marked((Result<TResponse>)error, headers);
        }

        var message = Uri.UnescapeDataString(TextIn(headers, "grpc-message"));
        return code switch
        {
            StatusCode.DeadlineExceeded => RpcErrors.DeadlineExceeded,
            StatusCode.Unavailable or StatusCode.Cancelled => throw new IOException(message),
            StatusCode.Unauthenticated or StatusCode.Unimplemented => throw new CallRefusedException(message),
            _ => throw new PeerFailedException($"{path} failed with {code}: {message}"),
        };
    }

    private static Result<T> Marked<T>(Result<T> result, HttpResponseHeaders headers) => headers.NonValidated.Contains(Metadata.Replayed) ? result.AsReplay() : result;

    private static StatusCode? StatusIn(HttpResponseHeaders headers) =>
        TextIn(headers, "grpc-status") is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? (StatusCode)code
        : StatusCode.Unknown;

    private static string TextIn(HttpResponseHeaders headers, string name) => headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : "";

    // Padding may be left out.
    private static byte[] FromBase64(string text) => Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
}

/// <summary>A peer that is alive doesn't take a call: it doesn't know our secret or this method.</summary>
internal sealed class CallRefusedException(string message) : Exception(message);
