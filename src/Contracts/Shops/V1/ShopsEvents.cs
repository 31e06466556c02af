namespace Kontor.Contracts.Shops.V1;

/// <summary>A shop was made.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="Handle">Its handle.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record ShopCreated(Guid ShopId, string Handle, string Currency)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<ShopCreated> Type = new("shop.created", "shops");
}

/// <summary>A shop's settings changed.</summary>
/// <param name="ShopId">The shop.</param>
/// <param name="Handle">Its handle.</param>
public sealed record ShopUpdated(Guid ShopId, string Handle)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<ShopUpdated> Type = new("shop.updated", "shops");
}
