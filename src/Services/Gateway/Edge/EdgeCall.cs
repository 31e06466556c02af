using Kontor.Platform.Rpc;
using Microsoft.AspNetCore.Http;

namespace Kontor.Gateway.Edge;

/// <summary>A request that was let in: endpoints take it as a parameter and call services with it.</summary>
internal sealed class EdgeCall(RpcClient client, CallContext context, string orderToken, long expectedVersion, bool wantsTotal)
{
    /// <summary>A guest's order token that came as a bearer token, or nothing.</summary>
    public string OrderToken => orderToken;

    /// <summary>The version that <c>If-Match</c> names; 0 when any will do.</summary>
    public long ExpectedVersion => expectedVersion;

    /// <summary>Whether the client asked how many items a list has in all.</summary>
    public bool WantsTotal => wantsTotal;

    /// <summary>Signalled when the answer isn't wanted any more.</summary>
    public CancellationToken Aborted => context.Aborted;

    /// <summary>Calls a service in the request's shop, as its caller.</summary>
    public Task<Result<TResponse>> Call<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request)
        where TRequest : class, Google.Protobuf.IMessage<TRequest>
        where TResponse : class, Google.Protobuf.IMessage<TResponse> =>
        client.Call(method, request, context);

    /// <summary>Gives endpoints the call that <see cref="Admission"/> made.</summary>
    public static ValueTask<EdgeCall?> BindAsync(HttpContext http) => new(http.Features.Get<EdgeCall>());
}
