using Kontor.Contracts.Shops.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kontor.Gateway.Shops;

/// <summary>The operator's paths: which shops there are, and how each is set up.</summary>
internal static class ShopPaths
{
    public static void MapShops(this IEndpointRouteBuilder v1)
    {
        var shops = v1.MapGroup("/shops").WithTags("Shops");
        shops.MapGet("", List).Is(new("listShops", "All shops, by handle.", Access.Operator) { InShop = false }).ReturnsPage<Shop>();
        shops.MapPost("", Create).Is(new("createShop", "Make a shop.", Access.Operator)
        {
            Description = "The shop has one stock location, free delivery to every country, and every payment method but card, and can sell at once.",
            InShop = false,
        }).Returns<Shop>(StatusCodes.Status201Created);
        shops.MapGet("/{handle}", Get).Is(new("getShop", "One shop.", Access.Operator) { InShop = false }).Returns<Shop>();
        shops.MapPatch("/{handle}", Change).Is(new("changeShop", "Change the given settings of a shop.", Access.Operator) { InShop = false, TakesIfMatch = true }).Returns<Shop>();
    }

    private static async Task<IResult> List(EdgeCall edge, string? limit, string? after) =>
        Paging.Limit(limit).Try(out var size, out var error)
            ? await edge.Call(ShopsMethods.ListShops, new ListShopsRequest { Limit = size, After = after ?? "", WithTotal = edge.WantsTotal })
                .Ok(page => Paging.Of([.. page.Shops.Select(Shop.From)], page.HasMore ? page.Shops[^1].Handle : "", page.HasTotal ? page.Total : null))
            : Answers.Refuse(error);

    private static async Task<IResult> Create(EdgeCall edge, NewShop body) =>
        TaxRate.ToPpm(body.TaxRate ?? 0).Try(out var ppm, out var error)
            ? await edge.Call(ShopsMethods.CreateShop, body.ToProto(ppm)).Created(shop => $"/v1/shops/{shop.Handle}", Shop.From, shop => shop.Version)
            : Answers.Refuse(error);

    private static Task<IResult> Get(EdgeCall edge, string handle) =>
        edge.Call(ShopsMethods.GetShop, new GetShopRequest { Handle = handle }).Ok(Shop.From, shop => shop.Version);

    private static async Task<IResult> Change(EdgeCall edge, string handle, ShopChanges body)
    {
        var request = body.ToProto(handle, edge.ExpectedVersion);
        if (body.TaxRate is { } rate)
        {
            if (!TaxRate.ToPpm(rate).Try(out var ppm, out var error))
            {
                return Answers.Refuse(error);
            }

            request.TaxRatePpm = ppm;
        }

        return await edge.Call(ShopsMethods.UpdateShop, request).Ok(Shop.From, shop => shop.Version);
    }
}
