using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace Kontor.Platform.Rpc.Wire;

/// <summary>
/// Calls services in other processes. Connections are made at the first call and kept; a peer that is down is told at once, one that is
/// silent at the deadline. A call that never left is sent to the next replica; one whose answer got lost only if it may be repeated.
/// </summary>
internal sealed class RemoteServices : IDisposable
{
    private const int Attempts = 3;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<(Uri Address, string Path), Uri> _urls = new();
    private readonly PeerList _peers;
    private readonly string _secret;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null, // Metadata writes traceparent; the handler would wrap each call in a span of its own
        ConnectTimeout = TimeSpan.FromSeconds(2),
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromSeconds(10),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(5),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // a name may lead somewhere else by then
    });

    private uint _turn;

    public RemoteServices(PeerList peers, RpcSecret secret, TimeProvider clock, ILogger logger)
    {
        _peers = peers;
        _secret = secret.Value;
        _clock = clock;
        _logger = logger;
    }

    public async Task<Result<TResponse>> Call<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, CallContext call)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var addresses = _peers.AddressesOf(method.Owner);
        if (addresses.Count == 0)
        {
            return RpcErrors.PeerUnavailable(method.Owner);
        }

        var now = _clock.GetUtcNow();
        var until = call.Deadline - now < RpcEndpoint.LongestCall ? call.Deadline : now + RpcEndpoint.LongestCall;
        if (until <= now)
        {
            return RpcErrors.DeadlineExceeded;
        }

        using var giving = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted);
        giving.CancelAfter(until - now);
        var attempts = method.Repeat == Repeat.Safe ? Math.Max(Attempts, addresses.Count) : addresses.Count;
        var turn = Interlocked.Increment(ref _turn);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var address = addresses[(int)(turn++ % (uint)addresses.Count)];
                try
                {
                    return await Send<TResponse>(address, method.Path, request, call, until - _clock.GetUtcNow(), giving.Token);
                }
                catch (Exception exception) when (WasSent(exception, giving.Token) is { } maybeSent)
                {
                    var isUnknown = maybeSent && method.Repeat != Repeat.Safe;
                    var isLast = isUnknown || attempt >= attempts;
                    _logger.Log(isLast ? LogLevel.Warning : LogLevel.Debug, "{Method} at {Address} gave no answer: {Reason}", method.Path, address, exception.Message);
                    if (isLast)
                    {
                        return isUnknown ? RpcErrors.OutcomeUnknown(method.Owner) : RpcErrors.PeerUnavailable(method.Owner);
                    }
                }

                if (attempt % addresses.Count == 0)
                {
                    await Task.Delay(s_pause * attempt, _clock, giving.Token);
                }
            }
        }
        catch (Exception exception) when (giving.IsCancellationRequested && exception is OperationCanceledException or HttpRequestException or IOException or CallRefusedException)
        {
            return RpcErrors.DeadlineExceeded;
        }
    }

    /// <summary>Whether the peer may have got a call that failed between the processes; null when it failed otherwise.</summary>
    private static bool? WasSent(Exception exception, CancellationToken aborted) => exception switch
    {
        _ when aborted.IsCancellationRequested => null,
        CallRefusedException => false,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } => false,
        OperationCanceledException => false, // the connection wasn't made in time
        HttpRequestException or IOException => true,
        _ => null,
    };

    public void Dispose() => _http.Dispose();

    private async Task<Result<TResponse>> Send<TResponse>(Uri address, string path, IMessage request, CallContext call, TimeSpan left, CancellationToken aborted)
        where TResponse : class, IMessage<TResponse>
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, _urls.GetOrAdd((address, path), static place => new Uri(place.Address, place.Path)))
        {
            // Without the policy it would quietly become HTTP/1.1, which can't carry gRPC.
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new MessageContent(request),
        };
        message.Headers.TryAddWithoutValidation("te", "trailers");
        message.Headers.TryAddWithoutValidation(Metadata.Secret, _secret);
        Metadata.Write(message.Headers, call, left);

        using var response = await _http.SendAsync(message, aborted);
        return await RpcAnswer.Read<TResponse>(response, path, aborted);
    }
}
