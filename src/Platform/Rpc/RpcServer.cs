using System.Buffers;
using System.Diagnostics;
using Google.Protobuf;
using Kontor.Platform.Failures;
using Kontor.Platform.Identity;
using Kontor.Platform.Telemetry;

namespace Kontor.Platform.Rpc;

/// <summary>The methods that this process serves. Every call ends here, wherever it came from.</summary>
public sealed class RpcServer
{
    private readonly Dictionary<string, ServedMethod> _methods = new(StringComparer.Ordinal);

    /// <summary>The paths of all methods served here.</summary>
    public IReadOnlyCollection<string> Methods => _methods.Keys;

    /// <summary>Adds a method.</summary>
    /// <exception cref="InvalidOperationException">It is served already.</exception>
    public void Add<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, Func<TRequest, CallContext, Task<Result<TResponse>>> handler)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var served = new ServedMethod(handler, Parse<TRequest>, async (request, call) => (await Run(method, handler, (TRequest)request, call)).Map(response => (IMessage)response));
        if (!_methods.TryAdd(method.Path, served))
        {
            throw new InvalidOperationException($"{method.Path} is served twice.");
        }
    }

    /// <summary>Whether the method is served in this process.</summary>
    public bool Serves(string path) => _methods.ContainsKey(path);

    /// <summary>
    /// Serves one call from this process, on a copy of the request. Copies keep callers and handlers apart as a network would.
    /// </summary>
    public async Task<Result<TResponse>> Serve<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, CallContext call)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var handler = (Func<TRequest, CallContext, Task<Result<TResponse>>>)_methods[method.Path].Handler;
        return (await Run(method, handler, request.Clone(), call)).Map(response => response.Clone());
    }

    /// <summary>The method as the wire needs it, which learns the types of messages only here; null when it isn't served.</summary>
    internal ServedMethod? Find(string path) => _methods.GetValueOrDefault(path);

    /// <summary>Checks the actor's roles, runs the handler, and turns a lost database or a passed deadline into an answer.</summary>
    private static async Task<Result<TResponse>> Run<TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method, Func<TRequest, CallContext, Task<Result<TResponse>>> handler, TRequest request, CallContext call)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        if (AccessRules.Refuse(method.Access, call.Actor) is { } refusal)
        {
            return refusal;
        }

        using var activity = KontorTelemetry.Source.StartActivity(method.Path, ActivityKind.Server);
        var started = Stopwatch.GetTimestamp();
        var outcome = "exception";
        try
        {
            var result = await handler(request, call with { Method = method.Path });
            outcome = result.Failed(out var error) ? error.Code : "ok";
            return result;
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

    private static TMessage Parse<TMessage>(ReadOnlySequence<byte> bytes)
        where TMessage : class, IMessage<TMessage>
    {
        var message = Activator.CreateInstance<TMessage>();
        message.MergeFrom(bytes);
        return message;
    }
}

/// <summary>A method with the types of its messages left out.</summary>
/// <param name="Handler">What answers, with its types.</param>
/// <param name="Parse">Reads a request.</param>
/// <param name="Run">Serves a request that was read.</param>
internal sealed record ServedMethod(Delegate Handler, Func<ReadOnlySequence<byte>, IMessage> Parse, Func<IMessage, CallContext, Task<Result<IMessage>>> Run);
