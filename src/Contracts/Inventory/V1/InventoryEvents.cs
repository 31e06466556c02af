namespace Kontor.Contracts.Inventory.V1;

/// <summary>Stock came in, went out or was counted anew.</summary>
/// <param name="Sku">What.</param>
/// <param name="Location">Where.</param>
/// <param name="Delta">By how much what is on hand changed.</param>
/// <param name="Reason">Why, as staff put it.</param>
public sealed record StockAdjusted(string Sku, string Location, long Delta, string Reason)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<StockAdjusted> Type = new("stock.adjusted", "inventory");
}
