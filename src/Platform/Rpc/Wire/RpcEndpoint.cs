using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Kontor.Platform.Rpc.Wire;

/// <summary>Serves calls of other processes, and of any gRPC client that knows the secret: unary, uncompressed, over HTTP/2.</summary>
internal sealed class RpcEndpoint(RpcServer server, RpcSecret secret, TimeProvider clock, ILogger logger)
{
    /// <summary>How long a call may take at most, whatever its caller says.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(5);

    /// <summary>Makes a port one for calls. Its connections are marked, because a port's number says nothing while there are several addresses.</summary>
    public static void Listen(ListenOptions port)
    {
        port.Protocols = HttpProtocols.Http2;
        port.Use(next => connection =>
        {
            connection.Features.Set(new RpcConnection());
            return next(connection);
        });
    }

    /// <summary>Whether the request came in at a port for calls.</summary>
    public static bool IsFor(HttpContext http) => http.Features.Get<RpcConnection>() is not null;

    public async Task Serve(HttpContext http)
    {
        if (http.Features.Get<IHttpMetricsTagsFeature>() is { } metrics)
        {
            metrics.MetricsDisabled = true; // calls have their own; these are about the public API
        }

        if (!HttpMethods.IsPost(http.Request.Method) || !Framing.IsGrpc(http.Request.ContentType))
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        http.Response.ContentType = Framing.ContentType;
        if (!secret.Is(http.Request.Headers[Metadata.Secret]))
        {
            // Nothing before this line tells a stranger what there is.
            Refuse(http.Response, StatusCode.Unauthenticated, $"Send the installation's RPC secret as {Metadata.Secret}.");
        }
        else if (server.Find(http.Request.Path.Value!) is not { } method)
        {
            Refuse(http.Response, StatusCode.Unimplemented, $"{http.Request.Path.Value} isn't served here.");
        }
        else if (TimeoutOf(http.Request) is not { } timeout)
        {
            Refuse(http.Response, StatusCode.InvalidArgument, $"The header {Metadata.Timeout} can't be understood.");
        }
        else
        {
            using var giving = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
            giving.CancelAfter(timeout);
            await Serve(http, method, timeout, giving.Token);
        }
    }

    private async Task Serve(HttpContext http, ServedMethod method, TimeSpan timeout, CancellationToken aborted)
    {
        try
        {
            if (!Metadata.Read(http.Request.Headers, clock.GetUtcNow() + timeout, aborted).Try(out var call, out var malformed))
            {
                Answer(http.Response, malformed);
            }
            else if (await ReadMessage(http, method, aborted) is { } request)
            {
                Answer(http.Response, await method.Run(request, call));
            }
        }
        catch (Exception exception) when (aborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            Answer(http.Response, RpcErrors.DeadlineExceeded); // nobody reads it when the caller has gone
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "{Method} failed.", http.Request.Path.Value);
            if (http.Response.HasStarted)
            {
                http.Abort();
                return;
            }

            Refuse(http.Response, StatusCode.Internal, "The service ran into a bug; its log says which.");
        }
    }

    /// <summary>The request; null when it was refused.</summary>
    private static async ValueTask<IMessage?> ReadMessage(HttpContext http, ServedMethod method, CancellationToken aborted)
    {
        var body = http.Request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync(aborted);
            var bytes = read.Buffer;
            var length = 0u;
            if (bytes.Length >= Framing.PrefixLength)
            {
                (var compressed, length) = Framing.ReadPrefix(bytes);
                if (compressed)
                {
                    http.Response.Headers["grpc-accept-encoding"] = "identity";
                    return Refuse(http.Response, StatusCode.Unimplemented, "Compressed messages aren't understood here.");
                }

                if (length > Framing.LongestMessage)
                {
                    return Refuse(http.Response, StatusCode.ResourceExhausted, $"The message has {length} bytes; {Framing.LongestMessage} are taken.");
                }

                if (bytes.Length > Framing.PrefixLength + length)
                {
                    return Refuse(http.Response, StatusCode.Unimplemented, "More than one message was sent; every method here takes one.");
                }
            }

            if (!read.IsCompleted)
            {
                body.AdvanceTo(bytes.Start, bytes.End);
                continue;
            }

            if (bytes.Length < Framing.PrefixLength + length)
            {
                return Refuse(http.Response, bytes.IsEmpty ? StatusCode.Unimplemented : StatusCode.Internal, "The message isn't complete.");
            }

            try
            {
                return method.Parse(bytes.Slice(Framing.PrefixLength));
            }
            catch (InvalidProtocolBufferException)
            {
                return Refuse(http.Response, StatusCode.Internal, "The message isn't what the method takes.");
            }
            finally
            {
                body.AdvanceTo(bytes.End);
            }
        }
    }

    private static void Answer(HttpResponse response, Result<IMessage> result)
    {
        if (result.Try(out var message, out var error))
        {
            var body = response.BodyWriter;
            Framing.WritePrefix(body.GetSpan(Framing.PrefixLength), message.CalculateSize());
            body.Advance(Framing.PrefixLength);
            message.WriteTo(body);
            response.AppendTrailer("grpc-status", "0");
            if (result.Replayed)
            {
                response.AppendTrailer(Metadata.Replayed, "1");
            }

            return;
        }

        Refuse(response, WireErrors.CodeOf(error), error.Message);
        response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(WireErrors.Write(error)).TrimEnd('=');
        if (result.Replayed)
        {
            response.Headers[Metadata.Replayed] = "1";
        }
    }

    /// <summary>Answers without a message: gRPC lets the trailers stand in the place of the headers then.</summary>
    private static IMessage? Refuse(HttpResponse response, StatusCode code, string message)
    {
        response.Headers["grpc-status"] = ((int)code).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = StatusMessage.Encode(message);
        return null;
    }

    private static TimeSpan? TimeoutOf(HttpRequest request)
    {
        var given = request.Headers[Metadata.Timeout];
        var timeout = given.Count == 0 ? LongestCall : Metadata.ReadTimeout(given.ToString());
        return timeout > LongestCall ? LongestCall : timeout;
    }

    private sealed class RpcConnection;
}
