using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Shops.V1;
using Kontor.Orders.Model;
using Kontor.Orders.Storage;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Features;

/// <summary>
/// Takes over orders of another system as history, a batch in one transaction. They are completed: no stock is held for them, no payment is arranged and
/// nobody is told but the reports. An order that is there already stays as it is.
/// </summary>
internal sealed class ImportOrders(Database database, RpcClient peers, Outbox outbox, TimeProvider clock)
{
    public async Task<Result<ImportOrdersResponse>> Handle(ImportOrdersRequest request, CallContext call)
    {
        if (ImportRules.Check(request).Failed(OrdersErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        var asked = await peers.Call(ShopsMethods.GetShop, new GetShopRequest { Id = call.Shop.ToString() }, call);
        if (!asked.Try(out var shop, out var unknown))
        {
            return unknown;
        }

        var orders = request.Orders
            .Select(order => new NewImportedOrder(ImportedId.Of(call.Shop, order.PlacedAt.ToDateTimeOffset(), $"order {order.Number}"), order, ImportRules.ContentOf(order)))
            .ToList();
        return await database.In(call.Shop).Transaction(transaction => Import(transaction, call.Shop, shop.Currency, orders, request.NumbersUpTo), call.Aborted);
    }

    private async Task<Result<ImportOrdersResponse>> Import(Transaction transaction, ShopId shop, string currency, IReadOnlyList<NewImportedOrder> orders, long numbersUpTo)
    {
        await ImportLock.Take(transaction, shop);
        await ImportedOrders.Lift(transaction, shop, numbersUpTo);
        var known = await ImportedOrders.Known(transaction, shop, [.. orders.Select(order => order.Given.Number)]);
        var news = orders.Where(order => !known.ContainsKey(order.Given.Number)).ToList();
        if (news.Count > 0)
        {
            await ImportedOrders.Insert(transaction, shop, currency, news, clock.GetUtcNow());
            Tell(transaction, shop, news);
        }

        return new ImportOrdersResponse { Outcomes = { orders.Select(order => OutcomeOf(order, known)) } };
    }

    private void Tell(Transaction transaction, ShopId shop, IReadOnlyList<NewImportedOrder> news) => outbox.AddAll(
        transaction,
        shop,
        OrdersImported.Type,
        [.. ImportEvents.Split(news, order => order.Given.Lines.Count).Select(part => (part[0].Id, new OrdersImported(
            [.. part.Select(order => ImportEvents.Of(order.Id, order.Given.Number, order.Given.Country, order.PlacedAt, order.Given.Lines))],
            ImportEvents.Names(part.SelectMany(order => order.Given.Lines)))))]);

    private static ImportedOrderOutcome OutcomeOf(NewImportedOrder order, IReadOnlyDictionary<long, byte[]?> known) =>
        !known.TryGetValue(order.Given.Number, out var content) ? ImportedOrderOutcome.Created
        : content is not null && content.AsSpan().SequenceEqual(order.Content) ? ImportedOrderOutcome.Unchanged
        : ImportedOrderOutcome.Different;
}
