using Kontor.Contracts.Catalog.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kontor.Gateway.Catalogue;

/// <summary>What the shop sells: for shoppers to browse, for staff to edit.</summary>
internal static class ProductPaths
{
    public static void MapProducts(this IEndpointRouteBuilder v1)
    {
        var products = v1.MapGroup("/products").WithTags("Products");
        products.MapGet("", List).Is(new("listProducts", "Browse and search products.", CatalogMethods.ListProducts.Access)
        {
            Description = "Shoppers see active products only. sort is one of newest, name, price, -price, popular, relevance.",
        }).ReturnsPage<Product>();
        products.MapGet("/{idOrSlug}", Get).Is(new("getProduct", "One product, by id or slug.", CatalogMethods.GetProduct.Access)).Returns<Product>();
        products.MapPost("", Create).Is(new("createProduct", "Add a product.", CatalogMethods.CreateProduct.Access)).Returns<Product>(StatusCodes.Status201Created);
        products.MapPatch("/{id}", Change)
            .Is(new("changeProduct", "Change the given fields of a product.", CatalogMethods.UpdateProduct.Access) { TakesIfMatch = true }).Returns<Product>();
        products.MapDelete("/{id}", Delete).Is(new("deleteProduct", "Take a product off the catalogue.", CatalogMethods.DeleteProduct.Access) { TakesIfMatch = true }).ReturnsNothing();
    }

    private static async Task<IResult> List(EdgeCall edge, HttpContext http, string? category, string? q, string? sort, string? limit, string? after)
    {
        if (!Paging.Limit(limit).Try(out var size, out var error))
        {
            return Answers.Refuse(error);
        }

        var request = new ListProductsRequest { Category = category ?? "", Query = q ?? "", Sort = sort ?? "", Limit = size, After = after ?? "", WithTotal = edge.WantsTotal };
        var endpoint = http.GetEndpoint();
        return await edge.Share(http, async caller =>
        {
            if (!(await caller.Call(CatalogMethods.ListProducts, request)).Try(out var page, out var refusal))
            {
                return refusal;
            }

            var stock = await AvailableStock.For(caller, page.Products);
            var items = page.Products.Select(product => Product.From(product, stock)).ToList();
            return ReadyAnswer.Of(Paging.Of(items, page.Next, page.HasTotal ? page.Total : null), version: null, endpoint);
        });
    }

    private static Task<IResult> Get(EdgeCall edge, HttpContext http, string idOrSlug)
    {
        var endpoint = http.GetEndpoint();
        return edge.Share(http, async caller =>
        {
            var found = await AvailableStock.JoinTo(caller, caller.Call(CatalogMethods.GetProduct, new GetProductRequest { IdOrSlug = idOrSlug }));
            return found.Map(stocked => ReadyAnswer.Of(stocked.Product, stocked.Version, endpoint));
        });
    }

    private static Task<IResult> Create(EdgeCall edge, NewProduct body) =>
        AvailableStock.JoinTo(edge, edge.Call(CatalogMethods.CreateProduct, body.ToProto()))
            .Created(made => $"/v1/products/{made.Product.Id}", made => made.Product, made => made.Version, tagsBody: true);

    private static Task<IResult> Change(EdgeCall edge, string id, ProductChanges body) =>
        AvailableStock.JoinTo(edge, edge.Call(CatalogMethods.UpdateProduct, body.ToProto(id, edge.ExpectedVersion)))
            .Ok(changed => changed.Product, changed => changed.Version, tagsBody: true);

    private static Task<IResult> Delete(EdgeCall edge, string id) =>
        edge.Call(CatalogMethods.DeleteProduct, new DeleteProductRequest { Id = id, ExpectedVersion = edge.ExpectedVersion }).NoContent();
}
