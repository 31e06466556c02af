namespace Kontor.Platform.Storage;

/// <summary>An idempotency key with its scope within a shop.</summary>
public sealed record RequestKey
{
    /// <summary>The user's id, or <c>guest</c> or <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>The method, as <c>/kontor.orders.v1.Orders/PlaceOrder</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The key itself.</summary>
    public required string Key { get; init; }
}
