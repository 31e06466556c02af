using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Shops.V1;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Reports.Model;
using Kontor.Reports.Storage;

namespace Kontor.Reports.Features;

/// <summary>Counts confirmed orders among the sales of the day on which they were placed, as the shop's clock showed it.</summary>
internal sealed class OnOrderConfirmed(Database database, RpcClient peers)
{
    public async Task Handle(EventGroup<OrderConfirmed> happened)
    {
        var call = happened.Call;
        // Before the transaction: no other service is asked while one is open.
        var asked = await peers.Call(ShopsMethods.GetShop, new GetShopRequest { Id = call.Shop.ToString() }, call);
        if (!asked.Try(out var shop, out var error))
        {
            throw new EventNotHandledException(error);
        }

        var calendar = ShopCalendar.Of(shop);
        await happened.Once(database.In(call.Shop), (transaction, orders) => SalesBook.Confirm(transaction, call.Shop, [.. orders.Select(order => Sale.Of(order, calendar))]));
    }
}
