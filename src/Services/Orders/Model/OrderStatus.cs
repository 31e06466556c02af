namespace Kontor.Orders.Model;

/// <summary>The states of an order and the ways between them.</summary>
internal static class OrderStatus
{
    public const string Pending = "pending";
    public const string Confirmed = "confirmed";
    public const string PartiallyShipped = "partially_shipped";
    public const string Shipped = "shipped";
    public const string Delivered = "delivered";
    public const string Completed = "completed";
    public const string Cancelled = "cancelled";
    public const string Expired = "expired";

    public static readonly IReadOnlyList<string> All = [Pending, Confirmed, PartiallyShipped, Shipped, Delivered, Completed, Cancelled, Expired];

    /// <summary>An order can be called off as long as nothing of it has left.</summary>
    public static bool CanBeCancelled(string status) => status is Pending or Confirmed;

    /// <summary>Nothing will be delivered, so nothing may stay reserved.</summary>
    public static bool IsDead(string status) => status is Cancelled or Expired;
}
