using Google.Protobuf;
using Kontor.Platform.Rpc.Wire;
using Kontor.Platform.Storage;

namespace Kontor.Platform.Rpc;

/// <summary>How a service calls the others. It doesn't tell whether a peer is in the same process.</summary>
public sealed class RpcClient
{
    private readonly string _caller;
    private readonly HashSet<string> _declared;
    private readonly RpcServer _local;
    private readonly RemoteServices? _remote;
    private readonly bool _atEdge;

    internal RpcClient(string caller, IEnumerable<string> declared, RpcServer local, RemoteServices? remote, bool atEdge)
    {
        _caller = caller;
        _declared = declared.ToHashSet(StringComparer.Ordinal);
        _local = local;
        _remote = remote;
        _atEdge = atEdge;
    }

    /// <summary>Calls a method of another service.</summary>
    /// <returns>
    /// Its answer; <see cref="ErrorKind.Unavailable"/> when the peer can't be reached, the deadline has passed, or the connection broke before
    /// the answer of a call came that can't be repeated.
    /// </returns>
    /// <exception cref="InvalidOperationException">
    /// A database transaction is open (no transaction spans services), or the caller didn't declare that it calls this service.
    /// </exception>
    /// <exception cref="PeerFailedException">The peer ran into a bug. In this process the bug's own exception is thrown.</exception>
    public Task<Result<TResponse>> Call<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, CallContext call)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        OpenTransactions.RefuseCall(method.Path);
        if (!_declared.Contains(method.Owner))
        {
            throw new InvalidOperationException($"'{_caller}' calls '{method.Owner}' without declaring it.");
        }

        if (call.Aborted.IsCancellationRequested)
        {
            return Task.FromResult<Result<TResponse>>(RpcErrors.DeadlineExceeded);
        }

        // The idempotency key is the edge's promise about its own request; an inner call has keys in its message.
        var passed = _atEdge || call.Key is null ? call : call with { Key = null };
        if (_local.Serves(method.Path))
        {
            return _local.Serve(method, request, passed);
        }

        return _remote?.Call(method, request, passed) ?? Task.FromResult<Result<TResponse>>(RpcErrors.PeerUnavailable(method.Owner));
    }
}
