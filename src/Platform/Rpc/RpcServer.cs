using System.Diagnostics;
using Google.Protobuf;
using Kontor.Platform.Failures;
using Kontor.Platform.Identity;
using Kontor.Platform.Telemetry;

namespace Kontor.Platform.Rpc;

/// <summary>The methods that this process serves. Every call ends here, wherever it came from.</summary>
public sealed class RpcServer
{
    private readonly Dictionary<string, Delegate> _handlers = new(StringComparer.Ordinal);

    /// <summary>The paths of all methods served here.</summary>
    public IReadOnlyCollection<string> Methods => _handlers.Keys;

    /// <summary>Adds a method.</summary>
    /// <exception cref="InvalidOperationException">It is served already.</exception>
    public void Add<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, Func<TRequest, CallContext, Task<Result<TResponse>>> handler)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        if (!_handlers.TryAdd(method.Path, handler))
        {
            throw new InvalidOperationException($"{method.Path} is served twice.");
        }
    }

    /// <summary>Whether the method is served in this process.</summary>
    public bool Serves(string path) => _handlers.ContainsKey(path);

    /// <summary>
    /// Serves one call: checks the actor's roles, runs the handler on a copy of the request, and turns a lost database or a
    /// passed deadline into an answer. Copies keep callers and handlers apart as a network would.
    /// </summary>
    public async Task<Result<TResponse>> Serve<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, CallContext call)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var handler = (Func<TRequest, CallContext, Task<Result<TResponse>>>)_handlers[method.Path];
        if (AccessRules.Refuse(method.Access, call.Actor) is { } refusal)
        {
            return refusal;
        }

        using var activity = KontorTelemetry.Source.StartActivity(method.Path, ActivityKind.Server);
        var started = Stopwatch.GetTimestamp();
        var outcome = "exception";
        try
        {
            var result = await handler(request.Clone(), call with { Method = method.Path });
            outcome = result.Failed(out var error) ? error.Code : "ok";
            return result.Map(response => response.Clone());
        }
        catch (Exception exception) when (ExpectedFailures.Explain(exception, call.Aborted) is { } error)
        {
            outcome = error.Code;
            return error;
        }
        finally
        {
            activity?.SetTag("kontor.outcome", outcome);
            KontorTelemetry.RpcDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new("method", method.Path), new("outcome", outcome));
        }
    }
}
