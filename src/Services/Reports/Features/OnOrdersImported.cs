using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Shops.V1;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Reports.Model;
using Kontor.Reports.Storage;

namespace Kontor.Reports.Features;

/// <summary>Counts imported orders among the sales of the days on which they were placed, and what was given back of them against those of its day.</summary>
internal sealed class OnOrdersImported(Database database, RpcClient peers)
{
    public async Task Handle(Event<OrdersImported> happened)
    {
        var (body, shop) = (happened.Body, happened.Call.Shop);
        var calendar = await CalendarOf(happened.Call);
        var sales = body.Orders.Select(order => Sale.Of(order, body.Names, calendar)).ToList();
        await happened.Once(database.In(shop), transaction => SalesBook.Confirm(transaction, shop, sales));
    }

    public async Task Handle(Event<OrdersReturned> happened)
    {
        var (body, shop) = (happened.Body, happened.Call.Shop);
        var calendar = await CalendarOf(happened.Call);
        var returns = body.Returns.Select(given => Sale.Of(given, body.Names, calendar)).ToList();
        await happened.Once(database.In(shop), transaction => ReturnsBook.Add(transaction, shop, returns));
    }

    // Before the transaction: no other service is asked while one is open.
    private async Task<ShopCalendar> CalendarOf(CallContext call) =>
        (await peers.Call(ShopsMethods.GetShop, new GetShopRequest { Id = call.Shop.ToString() }, call)).Try(out var shop, out var error)
            ? ShopCalendar.Of(shop)
            : throw new EventNotHandledException(error);
}
