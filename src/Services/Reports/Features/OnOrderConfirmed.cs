using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Shops.V1;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Reports.Model;
using Kontor.Reports.Storage;

namespace Kontor.Reports.Features;

/// <summary>Counts a confirmed order among the sales of the day on which it was placed, as the shop's clock showed it.</summary>
internal sealed class OnOrderConfirmed(Database database, RpcClient peers)
{
    public async Task Handle(Event<OrderConfirmed> happened)
    {
        var (order, call) = (happened.Body, happened.Call);
        // Before the transaction: no other service is asked while one is open.
        var asked = await peers.Call(ShopsMethods.GetShop, new GetShopRequest { Id = call.Shop.ToString() }, call);
        if (!asked.Try(out var shop, out var error))
        {
            throw new EventNotHandledException(error);
        }

        var sale = Sale.Of(order, ShopCalendar.Of(shop));
        await happened.Once(database.In(call.Shop), transaction => SalesBook.Confirm(transaction, call.Shop, [sale]));
    }
}
