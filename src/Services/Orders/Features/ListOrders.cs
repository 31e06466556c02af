using Kontor.Contracts.Orders.V1;
using Kontor.Orders.Model;
using Kontor.Orders.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Features;

/// <summary>Lists orders, newest first: customers see their own, staff see all of the shop's.</summary>
internal sealed class ListOrders(Database database)
{
    public async Task<Result<OrderPage>> Handle(ListOrdersRequest request, CallContext call)
    {
        var after = Guid.AllBitsSet;
        if (request.After.Length > 0 && !Guid.TryParse(request.After, out after))
        {
            return OrdersErrors.BadCursor;
        }

        if (request.Status.Length > 0 && !OrderStatus.All.Contains(request.Status))
        {
            return OrdersErrors.UnknownStatus;
        }

        if (new Validation().PageSize(request.Limit, out var limit).Failed(OrdersErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        var shop = database.In(call.Shop);
        var ofCustomer = call.Actor.IsStaff ? Sql.Empty : (Sql)$"AND customer_id = {call.Actor.UserId}";
        var inStatus = request.Status.Length == 0 ? Sql.Empty : (Sql)$"AND status = {request.Status}";
        var rows = await shop.List<OrderRow>(
            $"{OrderRow.Select} WHERE shop_id = {call.Shop} AND id < {after} {ofCustomer} {inStatus} ORDER BY id DESC LIMIT {limit + 1}", call.Aborted);
        var page = rows.Take(limit).ToList();
        var lines = (await shop.List<OrderLineRow>(OrderQueries.Lines(call.Shop, [.. page.Select(row => row.Id)]), call.Aborted)).ToLookup(line => line.OrderId);
        var answer = new OrderPage
        {
            Orders = { page.Select(row => row.ToOrder(lines[row.Id])) },
            Next = rows.Count > limit ? page[^1].Id.ToString() : "",
        };
        if (request.WithTotal)
        {
            answer.Total = await shop.Estimate($"SELECT FROM sales_order WHERE shop_id = {call.Shop} {ofCustomer} {inStatus}", call.Aborted);
        }

        return answer;
    }
}
