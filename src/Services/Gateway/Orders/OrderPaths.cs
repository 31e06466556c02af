using Kontor.Contracts.Orders.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Kontor.Gateway.Orders;

/// <summary>Buying, and what becomes of it. A guest's order is read and cancelled with the access token that came with it.</summary>
internal static class OrderPaths
{
    public static void MapOrders(this IEndpointRouteBuilder v1)
    {
        var orders = v1.MapGroup("/orders").WithTags("Orders");
        orders.MapPost("", Place).Is(new("placeOrder", "Place an order.", OrdersMethods.PlaceOrder.Access)
        {
            Description = "All or nothing: after any failure nothing is held, reserved or charged. With invoice and cash_on_delivery the order is confirmed when the answer comes.",
            Key = KeyRule.Required,
        }).Returns<Order>(StatusCodes.Status201Created);
        orders.MapGet("", List).Is(new("listOrders", "Your orders, newest first; all of the shop's for staff.", OrdersMethods.ListOrders.Access)).ReturnsPage<Order>();
        orders.MapGet("/{id}", Get).Is(new("getOrder", "One order.", OrdersMethods.GetOrder.Access) { TakesOrderToken = true }).Returns<Order>();
        orders.MapGet("/{id}/history", GetHistory)
            .Is(new("getOrderHistory", "What happened to an order.", OrdersMethods.GetHistory.Access) { TakesOrderToken = true }).ReturnsPage<HistoryEntry>();
        orders.MapPost("/{id}/cancel", Cancel).Is(new("cancelOrder", "Cancel an order. Its stock is free when the answer comes.", OrdersMethods.CancelOrder.Access)
        {
            TakesOrderToken = true,
        }).Returns<Order>();
    }

    private static async Task<IResult> Place(EdgeCall edge, NewOrder body) =>
        body.ToProto().Try(out var request, out var error)
            ? await edge.Call(OrdersMethods.PlaceOrder, request).Created(order => $"/v1/orders/{order.Id}", Order.Placed)
            : Answers.Refuse(error);

    private static async Task<IResult> List(EdgeCall edge, string? status, string? limit, string? after) =>
        Paging.Limit(limit).Try(out var size, out var error)
            ? await edge.Call(OrdersMethods.ListOrders, new ListOrdersRequest { Status = status ?? "", Limit = size, After = after ?? "", WithTotal = edge.WantsTotal })
                .Ok(page => Paging.Of([.. page.Orders.Select(Order.From)], page.Next, page.HasTotal ? page.Total : null))
            : Answers.Refuse(error);

    private static Task<IResult> Get(EdgeCall edge, string id, [FromQuery(Name = "access_token")] string? accessToken) =>
        edge.Call(OrdersMethods.GetOrder, new GetOrderRequest { Id = id, AccessToken = accessToken ?? edge.OrderToken }).Ok(Order.From);

    private static Task<IResult> GetHistory(EdgeCall edge, string id, [FromQuery(Name = "access_token")] string? accessToken) =>
        edge.Call(OrdersMethods.GetHistory, new GetOrderRequest { Id = id, AccessToken = accessToken ?? edge.OrderToken })
            .Ok(history => Paging.All<HistoryEntry>(
                edge,
                [.. history.Entries.Select(entry => new HistoryEntry { At = entry.At.ToDateTime(), Event = entry.Event, Actor = entry.Actor, Detail = entry.Detail })]));

    private static Task<IResult> Cancel(EdgeCall edge, string id, [FromQuery(Name = "access_token")] string? accessToken, Cancellation? body) =>
        edge.Call(OrdersMethods.CancelOrder, new CancelOrderRequest { Id = id, AccessToken = accessToken ?? edge.OrderToken, Reason = body?.Reason ?? "" }).Ok(Order.From);

    /// <summary>Why an order is cancelled. May be left out altogether.</summary>
    internal sealed record Cancellation
    {
        /// <summary>For the order's history.</summary>
        public string? Reason { get; init; }
    }

    /// <summary>Something that happened to an order.</summary>
    internal sealed record HistoryEntry
    {
        /// <summary>When.</summary>
        public required DateTime At { get; init; }

        /// <summary>placed, confirmed, payment_failed, cancelled, …</summary>
        public required string Event { get; init; }

        /// <summary>customer, guest, staff, system.</summary>
        public required string Actor { get; init; }

        /// <summary>More about it, for people.</summary>
        public required string Detail { get; init; }
    }
}
