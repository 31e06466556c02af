using Kontor.Contracts.Orders.V1;
using Kontor.Orders.Model;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Storage;

/// <summary>How an order ends that won't be delivered.</summary>
/// <param name="Status"><see cref="OrderStatus.Cancelled"/> or <see cref="OrderStatus.Expired"/>.</param>
/// <param name="From">The states that it may be ended from; in any other it stays as it is.</param>
/// <param name="Reason">Shown on the order.</param>
/// <param name="Note">For people, in the history.</param>
/// <param name="Actor">On whose behalf, for the history.</param>
internal sealed record Ending(string Status, string[] From, string Reason, string Note, string Actor);

/// <summary>The one way in which orders end: the state, its history and <c>order.cancelled</c>, which has stock and money given back.</summary>
internal sealed class EndedOrders(Outbox outbox, TimeProvider clock)
{
    /// <returns>False when the order was in no state that it may be ended from.</returns>
    public async Task<bool> End(Transaction transaction, ShopId shop, Guid id, Ending ending)
    {
        var ended = await transaction.Find<Row>(
            $"""
            WITH before AS (SELECT status FROM sales_order WHERE shop_id = {shop} AND id = {id} FOR UPDATE)
            UPDATE sales_order SET status = {ending.Status}, cancel_reason = {ending.Reason}, version = version + 1
            FROM before WHERE shop_id = {shop} AND id = {id} AND before.status = ANY({ending.From})
            RETURNING number, before.status AS status_before
            """);
        if (ended is null)
        {
            return false;
        }

        await transaction.Execute(History.Entries(shop, clock, new HistoryNote(id, ending.Status, ending.Actor, ending.Note)));
        outbox.Add(
            transaction, shop, OrderCancelled.Type, id, new OrderCancelled(id, ended.Number.ToString(), ending.Reason, ended.StatusBefore == OrderStatus.Confirmed));
        return true;
    }

    private sealed record Row
    {
        public required long Number { get; init; }

        public required string StatusBefore { get; init; }
    }
}
