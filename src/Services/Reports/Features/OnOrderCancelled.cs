using Kontor.Contracts.Orders.V1;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;
using Kontor.Reports.Storage;

namespace Kontor.Reports.Features;

/// <summary>Takes a cancelled order out of the sales of its day. One that never was confirmed was never among them.</summary>
internal sealed class OnOrderCancelled(Database database)
{
    public async Task Handle(Event<OrderCancelled> happened)
    {
        var (order, call) = (happened.Body, happened.Call);
        if (order.WasConfirmed)
        {
            await happened.Once(database.In(call.Shop), transaction => SalesBook.Cancel(transaction, call.Shop, [order.OrderId]));
        }
    }
}
