using Kontor.Contracts.Catalog.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kontor.Gateway.Catalogue;

/// <summary>The forms in which a product is sold. Answers show the whole product.</summary>
internal static class VariantPaths
{
    public static void MapVariants(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/products/{id}/variants", Add).WithTags("Products")
            .Is(new("addVariant", "Add a variant to a product.", CatalogMethods.AddVariant.Access)).Returns<Product>(StatusCodes.Status201Created);
        v1.MapPatch("/variants/{sku}", Change).WithTags("Products")
            .Is(new("changeVariant", "Change a variant's price or options.", CatalogMethods.UpdateVariant.Access) { TakesIfMatch = true }).Returns<Product>();
        v1.MapDelete("/variants/{sku}", Delete).WithTags("Products")
            .Is(new("deleteVariant", "Stop selling a variant.", CatalogMethods.DeleteVariant.Access) { TakesIfMatch = true }).ReturnsNothing();
    }

    private static Task<IResult> Add(EdgeCall edge, string id, NewVariant body) =>
        AvailableStock.JoinTo(edge, edge.Call(CatalogMethods.AddVariant, new AddVariantRequest { ProductId = id, Variant = body.ToProto() }))
            .Created(made => $"/v1/products/{made.Product.Id}", made => made.Product, made => made.Version, tagsBody: true);

    private static Task<IResult> Change(EdgeCall edge, string sku, VariantChanges body) =>
        AvailableStock.JoinTo(edge, edge.Call(CatalogMethods.UpdateVariant, body.ToProto(sku, edge.ExpectedVersion)))
            .Ok(changed => changed.Product, changed => changed.Version, tagsBody: true);

    private static Task<IResult> Delete(EdgeCall edge, string sku) =>
        edge.Call(CatalogMethods.DeleteVariant, new DeleteVariantRequest { Sku = sku, ExpectedVersion = edge.ExpectedVersion }).NoContent();

    /// <summary>What to change in a variant; the rest stays.</summary>
    internal sealed record VariantChanges
    {
        /// <summary>What one costs, in the shop's currency.</summary>
        public Money? Price { get; init; }

        /// <summary>All that sets it apart.</summary>
        public IReadOnlyDictionary<string, string>? Options { get; init; }

        public UpdateVariantRequest ToProto(string sku, long expectedVersion)
        {
            var request = new UpdateVariantRequest { Sku = sku, Price = Price?.ToProto(), ExpectedVersion = expectedVersion };
            if (Options is not null)
            {
                request.Options = new OptionMap();
                foreach (var (name, value) in Options)
                {
                    request.Options.Values[name] = value;
                }
            }

            return request;
        }
    }
}
