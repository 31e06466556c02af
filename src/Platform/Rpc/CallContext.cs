using Kontor.Platform.Identity;

namespace Kontor.Platform.Rpc;

/// <summary>What travels with every call, from the edge to the last service.</summary>
/// <param name="Shop">The shop it is about; the empty id where there is none yet.</param>
/// <param name="Actor">On whose behalf.</param>
/// <param name="Deadline">When nobody waits for the answer any more.</param>
/// <param name="Aborted">Signalled at the deadline, or earlier when the answer isn't wanted any more.</param>
public sealed record CallContext(ShopId Shop, Actor Actor, DateTimeOffset Deadline, CancellationToken Aborted)
{
    /// <summary>The client's idempotency key; null without one. Only the method that the edge calls sees it.</summary>
    public IdempotencyKey? Key { get; init; }

    /// <summary>Finds the request in logs and traces; empty for what Kontor does by itself.</summary>
    public string TraceId { get; init; } = "";

    /// <summary>The method being served, as <c>/kontor.orders.v1.Orders/PlaceOrder</c>. Set by the server; scopes the idempotency key.</summary>
    public string Method { get; init; } = "";

    /// <summary>A call that Kontor makes by itself, in a job or an event handler.</summary>
    /// <param name="shop">The shop it is about.</param>
    /// <param name="clock">Gives the deadline its start.</param>
    /// <param name="within">How long it may take.</param>
    /// <param name="aborted">Signalled at shutdown.</param>
    /// <returns>The call; dispose it when it is over.</returns>
    public static NarrowedCall BySystem(ShopId shop, TimeProvider clock, TimeSpan within, CancellationToken aborted) =>
        new CallContext(shop, Actor.System, DateTimeOffset.MaxValue, aborted).Within(within, clock);

    /// <summary>The same call with at most this much time left. Dispose it when the call is over.</summary>
    public NarrowedCall Within(TimeSpan limit, TimeProvider clock)
    {
        var soonest = clock.GetUtcNow() + limit;
        var source = CancellationTokenSource.CreateLinkedTokenSource(Aborted);
        source.CancelAfter(limit);
        return new(this with { Deadline = soonest < Deadline ? soonest : Deadline, Aborted = source.Token }, source);
    }
}

/// <summary>A call with a deadline of its own.</summary>
public sealed class NarrowedCall(CallContext call, CancellationTokenSource source) : IDisposable
{
    /// <summary>The call to pass on.</summary>
    public CallContext Call { get; } = call;

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();
}

/// <summary>A client's promise that requests with this key are one and the same.</summary>
/// <param name="Value">1..255 printable ASCII characters.</param>
/// <param name="BodyHash">SHA-256 of method, path and body, in hex: tells a repeat from a reuse.</param>
public sealed record IdempotencyKey(string Value, string BodyHash);
