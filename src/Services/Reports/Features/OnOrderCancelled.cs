using Kontor.Contracts.Orders.V1;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;
using Kontor.Reports.Storage;

namespace Kontor.Reports.Features;

/// <summary>Takes cancelled orders out of the sales of their day. One that never was confirmed was never among them.</summary>
internal sealed class OnOrderCancelled(Database database)
{
    public Task Handle(EventGroup<OrderCancelled> happened) => happened.Once(
        database.In(happened.Call.Shop),
        async (transaction, orders) => orders.Where(order => order.WasConfirmed).Select(order => order.OrderId).ToList() is { Count: > 0 } confirmed
            ? await SalesBook.Cancel(transaction, happened.Call.Shop, confirmed)
            : 0);
}
