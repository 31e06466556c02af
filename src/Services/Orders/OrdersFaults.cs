namespace Kontor.Orders;

/// <summary>After which steps tests have the process killed.</summary>
internal static class OrdersFaults
{
    public const string Priced = "orders.place.priced";
    public const string Held = "orders.place.held";
    public const string Stored = "orders.place.stored";
    public const string Authorised = "orders.place.authorised";
    public const string Arranged = "orders.place.arranged";
    public const string Kept = "orders.place.kept";
    public const string Declined = "orders.place.declined";
    public const string Undone = "orders.place.undone";

    /// <summary>The order that couldn't be paid is cancelled; its stock isn't free yet.</summary>
    public const string UndoCancelled = "orders.undo.cancelled";

    /// <summary>The stock of an order that is over is free; its money isn't.</summary>
    public const string FreeReleased = "orders.free.released";

    public const string CancelEnded = "orders.cancel.ended";
    public const string CancelFreed = "orders.cancel.freed";
    public const string CancelAnswered = "orders.cancel.answered";

    public const string OnCancelledBegun = "orders.on_cancelled.begun";
    public const string OnCancelledDone = "orders.on_cancelled.done";

    public const string SettleReleased = "orders.settle.released";
    public const string SettleArranged = "orders.settle.arranged";
    public const string SettleKept = "orders.settle.kept";
    public const string SettleExpired = "orders.settle.expired";

    public static readonly IReadOnlyList<string> All =
    [
        Priced, Held, Stored, Authorised, Arranged, Kept, Declined, Undone, UndoCancelled, FreeReleased, CancelEnded, CancelFreed, CancelAnswered,
        OnCancelledBegun, OnCancelledDone, SettleReleased, SettleArranged, SettleKept, SettleExpired,
    ];
}
