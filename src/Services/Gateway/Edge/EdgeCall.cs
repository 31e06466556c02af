using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Microsoft.AspNetCore.Http;

namespace Kontor.Gateway.Edge;

/// <summary>A request that was let in: endpoints take it as a parameter and call services with it.</summary>
internal sealed class EdgeCall(RpcClient client, ReadyAnswers ready, CallContext context, string orderToken, long expectedVersion, bool wantsTotal)
{
    // No caller's patience: what is made for everybody belongs to all who wait for it.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>A guest's order token that came as a bearer token, or nothing.</summary>
    public string OrderToken => orderToken;

    /// <summary>The version that <c>If-Match</c> names; 0 when any will do.</summary>
    public long ExpectedVersion => expectedVersion;

    /// <summary>Whether the client asked how many items a list has in all.</summary>
    public bool WantsTotal => wantsTotal;

    /// <summary>Whether somebody asks who sees more than shoppers do.</summary>
    public bool IsByStaff => context.Actor.IsStaff;

    /// <summary>The shop it is about.</summary>
    public ShopId Shop => context.Shop;

    /// <summary>Signalled when the answer isn't wanted any more.</summary>
    public CancellationToken Aborted => context.Aborted;

    /// <summary>Calls a service in the request's shop, as its caller.</summary>
    public async Task<Result<TResponse>> Call<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request)
        where TRequest : class, Google.Protobuf.IMessage<TRequest>
        where TResponse : class, Google.Protobuf.IMessage<TResponse>
    {
        try
        {
            return await client.Call(method, request, context);
        }
        finally
        {
            // Also when it failed: the change may have been made, and only its answer got lost.
            if (method is { Repeat: Repeat.No, Owner: "catalog" or "inventory" })
            {
                ready.Forget(context.Shop);
            }
        }
    }

    /// <summary>An answer that is the same for all shoppers; see <see cref="ReadyAnswers.Share"/>.</summary>
    public Task<IResult> Share(HttpContext http, Func<EdgeCall, Task<Result<ReadyAnswer>>> make) => ready.Share(http, this, make);

    /// <summary>The same call on behalf of nobody in particular. Dispose it when the answer is made.</summary>
    public EverybodysCall ForEverybody(TimeProvider clock)
    {
        var own = (context with { Actor = Actor.Guest, Deadline = DateTimeOffset.MaxValue, Aborted = CancellationToken.None }).Within(s_patience, clock);
        return new(new EdgeCall(client, ready, own.Call, orderToken: "", expectedVersion: 0, wantsTotal), own);
    }

    /// <summary>Gives endpoints the call that <see cref="Admission"/> made.</summary>
    public static ValueTask<EdgeCall?> BindAsync(HttpContext http) => new(http.Features.Get<EdgeCall>());

    /// <summary>A call with a patience of its own.</summary>
    internal sealed class EverybodysCall(EdgeCall call, NarrowedCall narrowed) : IDisposable
    {
        public EdgeCall Call => call;

        public void Dispose() => narrowed.Dispose();
    }
}
