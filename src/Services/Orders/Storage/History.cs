using Kontor.Platform.Storage;

namespace Kontor.Orders.Storage;

/// <summary>Something that became of an order.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Happened">What: <c>placed</c>, <c>confirmed</c>, <c>cancelled</c> …</param>
/// <param name="Actor">On whose behalf, as <see cref="Platform.Identity.Actor.Kind"/> names them.</param>
/// <param name="Detail">For people; may be empty.</param>
internal sealed record HistoryNote(Guid OrderId, string Happened, string Actor, string Detail = "");

/// <summary>Writes down what became of orders, in the transaction in which it happened.</summary>
internal static class History
{
    /// <summary>The entries, in the order of the notes: ids of one millisecond come in no order of their own.</summary>
    public static Sql Entries(ShopId shop, TimeProvider clock, params IReadOnlyList<HistoryNote> notes) =>
        $"""
        INSERT INTO order_history (shop_id, order_id, id, at, event, actor, detail)
        SELECT {shop}, order_id, id, {clock.GetUtcNow()}, event, actor, detail
        FROM unnest({notes.Select(note => note.OrderId).ToArray()}, {notes.Select(_ => Uuid7.New(clock)).Order().ToArray()}, {notes.Select(note => note.Happened).ToArray()},
                    {notes.Select(note => note.Actor).ToArray()}, {notes.Select(note => note.Detail).ToArray()}) AS note (order_id, id, event, actor, detail)
        """;
}
