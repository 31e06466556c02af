namespace Kontor.Scenarios.Crashes;

/// <summary>What is under way when the process dies.</summary>
public enum Work
{
    Placing,

    /// <summary>An order that was placed well.</summary>
    Cancelling,

    /// <summary>An order whose money is there already, so that it must go back.</summary>
    CancellingPaid,
}

/// <summary>Who sees to what the dead process left behind.</summary>
public enum Rescue
{
    /// <summary>The process is started again, and its client repeats the request at once.</summary>
    Restart,

    /// <summary>Another process has been running on the same database; the client turns to it at once.</summary>
    Survivor,

    /// <summary>The process is started again, and nobody asks for anything until all is settled.</summary>
    Unattended,
}

/// <summary>A way to die in the middle of something.</summary>
/// <param name="Point">The fault point.</param>
/// <param name="Work">What is under way.</param>
/// <param name="Payment">How the order is paid: a method, or <c>declined</c> for a card that is.</param>
/// <param name="Rescue">Who sees to it.</param>
/// <param name="Again">The point at which the process that recovers from the first death dies, too; null for none.</param>
public sealed record Crash(string Point, Work Work, string Payment, Rescue Rescue, string? Again = null)
{
    public string Name => $"{Point} {(Work == Work.Placing ? "" : $"{Work} ")}{Payment} {Rescue}{(Again is null ? "" : $", then {Again}")}";

    /// <summary>Every step of placing and of cancelling an order, with one process and with two.</summary>
    public static IReadOnlyList<Crash> All { get; } =
    [
        .. Both(Work.Placing, "invoice", "orders.place.priced", "orders.place.held", "orders.place.stored", "orders.place.authorised", "orders.place.kept",
            "inventory.reserve.held", "inventory.commit.allocated", "payments.authorise.begun"),
        .. Both(Work.Placing, "card", "orders.place.arranged", "payments.authorise.begun", "payments.authorise.answered", "payments.authorise.settled"),
        .. Both(Work.Placing, "declined", "orders.place.declined", "orders.place.undone", "orders.undo.cancelled", "orders.free.released", "inventory.release.released"),
        .. Both(Work.Placing, "bank_transfer", "orders.place.arranged", "inventory.extend.extended"),
        .. Both(Work.Cancelling, "card", "orders.cancel.ended", "orders.free.released", "orders.cancel.freed", "orders.cancel.answered", "inventory.release.released",
            "payments.cancel.ended", "payments.void.answered"),
        .. Both(Work.CancellingPaid, "card", "orders.cancel.ended", "payments.refund.answered"),

        // Where the way to pay makes the step another one; who rescues is shown above.
        new("orders.place.stored", Work.Placing, "card", Rescue.Restart),
        new("orders.place.stored", Work.Placing, "bank_transfer", Rescue.Survivor),
        new("orders.place.authorised", Work.Placing, "card", Rescue.Survivor),
        new("orders.place.authorised", Work.Placing, "bank_transfer", Rescue.Restart),
        new("orders.place.kept", Work.Placing, "bank_transfer", Rescue.Survivor),
        new("payments.authorise.answered", Work.Placing, "declined", Rescue.Restart),
        new("payments.cancel.ended", Work.Placing, "declined", Rescue.Survivor),
        new("orders.cancel.ended", Work.Cancelling, "invoice", Rescue.Survivor),
        new("orders.cancel.ended", Work.Cancelling, "bank_transfer", Rescue.Restart),
        new("orders.free.released", Work.CancellingPaid, "invoice", Rescue.Restart),
        new("payments.cancel.ended", Work.CancellingPaid, "card", Rescue.Survivor),

        // Nobody repeats anything: recovery needs no client.
        new("orders.place.held", Work.Placing, "invoice", Rescue.Unattended),
        new("orders.place.stored", Work.Placing, "invoice", Rescue.Unattended),
        new("orders.place.authorised", Work.Placing, "invoice", Rescue.Unattended),
        new("payments.authorise.answered", Work.Placing, "card", Rescue.Unattended),
        new("orders.cancel.ended", Work.Cancelling, "card", Rescue.Unattended),
        new("orders.on_cancelled.begun", Work.Cancelling, "card", Rescue.Unattended),
        new("orders.on_cancelled.done", Work.CancellingPaid, "card", Rescue.Unattended),

        // The process that recovers dies, too.
        new("orders.place.held", Work.Placing, "invoice", Rescue.Unattended, Again: "orders.settle.released"),
        new("orders.place.stored", Work.Placing, "card", Rescue.Unattended, Again: "orders.undo.cancelled"),
        new("orders.place.stored", Work.Placing, "card", Rescue.Restart, Again: "orders.undo.cancelled"),
        new("orders.place.authorised", Work.Placing, "card", Rescue.Unattended, Again: "orders.settle.arranged"),
        new("orders.place.authorised", Work.Placing, "bank_transfer", Rescue.Unattended, Again: "orders.settle.kept"),
        new("orders.place.kept", Work.Placing, "bank_transfer", Rescue.Unattended, Again: "orders.settle.expired"),
    ];

    /// <summary>Two that need no hold to run out, for every test run.</summary>
    public static IReadOnlyList<Crash> Quick { get; } =
    [
        All.Single(crash => crash is { Point: "orders.place.held", Rescue: Rescue.Survivor }),
        All.Single(crash => crash is { Point: "orders.cancel.ended", Work: Work.CancellingPaid, Rescue: Rescue.Restart }),
    ];

    private static IEnumerable<Crash> Both(Work work, string payment, params string[] points) =>
        points.SelectMany(point => (Crash[])[new(point, work, payment, Rescue.Restart), new(point, work, payment, Rescue.Survivor)]);
}
