using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Catalog.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Proto = Kontor.Contracts.Catalog.V1;

namespace Kontor.Gateway.Catalogue;

/// <summary>The tree by which shoppers browse.</summary>
internal static class CategoryPaths
{
    private static readonly Error s_notFound = new(ErrorKind.NotFound, "catalog.category_not_found", "There is no such category. Look it up in GET /v1/categories.");

    public static void MapCategories(this IEndpointRouteBuilder v1)
    {
        var categories = v1.MapGroup("/categories").WithTags("Categories");
        categories.MapGet("", List).Is(new("listCategories", "The tree of categories.", CatalogMethods.ListCategories.Access)).Returns<IReadOnlyList<Category>>();
        categories.MapPost("", Create).Is(new("createCategory", "Add a category.", CatalogMethods.CreateCategory.Access)).Returns<Category>(StatusCodes.Status201Created);
        categories.MapGet("/{slug}", Get).Is(new("getCategory", "One category with what is below it.", CatalogMethods.ListCategories.Access)).Returns<Category>();
        categories.MapPatch("/{slug}", Change)
            .Is(new("changeCategory", "Rename or move a category.", CatalogMethods.UpdateCategory.Access) { TakesIfMatch = true }).Returns<Category>();
        categories.MapDelete("/{slug}", Delete)
            .Is(new("deleteCategory", "Remove a category.", CatalogMethods.DeleteCategory.Access) { TakesIfMatch = true }).ReturnsNothing();
    }

    private static Task<IResult> List(EdgeCall edge, HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        return edge.Share(http, async caller =>
        {
            var found = await caller.Call(CatalogMethods.ListCategories, new Empty());
            return found.Map(tree => ReadyAnswer.Of(tree.Roots.Select(Category.From).ToList(), version: null, endpoint));
        });
    }

    private static Task<IResult> Get(EdgeCall edge, string slug) =>
        edge.Call(CatalogMethods.ListCategories, new Empty()).One(tree => Find(tree.Roots, slug), s_notFound, Category.From, category => category.Version);

    private static Proto.Category? Find(IEnumerable<Proto.Category> categories, string slug) => categories
        .Select(category => category.Slug == slug ? category : Find(category.Children, slug))
        .FirstOrDefault(found => found is not null);

    private static Task<IResult> Create(EdgeCall edge, NewCategory body) =>
        edge.Call(CatalogMethods.CreateCategory, new CreateCategoryRequest { Slug = body.Slug, Name = body.Name, Parent = body.Parent ?? "", Position = body.Position ?? 0 })
            .Created(category => $"/v1/categories/{category.Slug}", Category.From, category => category.Version);

    private static Task<IResult> Change(EdgeCall edge, string slug, CategoryChanges body) =>
        edge.Call(CatalogMethods.UpdateCategory, body.ToProto(slug, edge.ExpectedVersion)).Ok(Category.From, category => category.Version);

    private static Task<IResult> Delete(EdgeCall edge, string slug) =>
        edge.Call(CatalogMethods.DeleteCategory, new DeleteCategoryRequest { Slug = slug, ExpectedVersion = edge.ExpectedVersion }).NoContent();

    /// <summary>A category with what is below it.</summary>
    internal sealed record Category
    {
        /// <summary>Its name in addresses; unique in the shop.</summary>
        public required string Slug { get; init; }

        /// <summary>Its name for people.</summary>
        public required string Name { get; init; }

        /// <summary>The categories below it.</summary>
        public required IReadOnlyList<Category> Children { get; init; }

        public static Category From(Proto.Category category) => new() { Slug = category.Slug, Name = category.Name, Children = [.. category.Children.Select(From)] };
    }

    /// <summary>A category to be added.</summary>
    internal sealed record NewCategory
    {
        /// <summary>Its name in addresses; unique in the shop.</summary>
        public required string Slug { get; init; }

        /// <summary>Its name for people.</summary>
        public required string Name { get; init; }

        /// <summary>The slug of the category above; at the root when absent.</summary>
        public string? Parent { get; init; }

        /// <summary>Lower comes first.</summary>
        public int? Position { get; init; }
    }

    /// <summary>What to change in a category; the rest stays.</summary>
    internal sealed record CategoryChanges
    {
        /// <summary>Its name for people.</summary>
        public string? Name { get; init; }

        /// <summary>The slug of the category above; empty moves it to the root.</summary>
        public string? Parent { get; init; }

        /// <summary>Lower comes first.</summary>
        public int? Position { get; init; }

        public UpdateCategoryRequest ToProto(string slug, long expectedVersion)
        {
            var request = new UpdateCategoryRequest { Slug = slug, ExpectedVersion = expectedVersion };
            if (Name is not null)
            {
                request.Name = Name;
            }

            if (Parent is not null)
            {
                request.Parent = Parent;
            }

            if (Position is { } position)
            {
                request.Position = position;
            }

            return request;
        }
    }
}
