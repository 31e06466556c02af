using System.Globalization;
using Kontor.Catalog.Model;
using Kontor.Catalog.Storage;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Shows the shop's products page by page: all of them, those of a category with everything below it, or those that fit some words.</summary>
internal sealed class ListProducts(Database db, KeptProducts kept)
{
    private const int LongestQuery = 200;

    public async Task<Result<ProductPage>> Handle(ListProductsRequest request, CallContext call)
    {
        var isSearch = !string.IsNullOrWhiteSpace(request.Query);
        var sort = ProductSorts.Parse(request.Sort, isSearch);
        var validation = new Validation()
            .PageSize(request.Limit, out var limit)
            .Line("?q", request.Query, 0, LongestQuery)
            .Require(sort is not null, "?sort", "invalid", "Use newest, name, price, -price, popular or relevance.");
        if (request.Category.Length > 0)
        {
            validation.Slug("?category", request.Category, Slugs.Longest);
        }

        if (validation.Failed(CatalogErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        var words = isSearch ? SearchWords.Query(request.Query) : null;
        var key = new ListKey(call.Shop, request.Category, words, sort!.Value, limit, request.After, request.WithTotal);
        return await kept.List(call, key, reading => Read(key, reading));
    }

    private async Task<Result<ProductPage>> Read(ListKey key, CallContext call)
    {
        var name = ProductCursor.NameOf(key.Sort, key.Category, key.Words);
        var after = key.After.Length == 0 ? null : ProductCursor.Parse(key.After, name, key.Sort);
        if (key.After.Length > 0 && after is null)
        {
            return CatalogErrors.BadCursor;
        }

        var shop = db.In(call.Shop);
        Guid[]? categories = null;
        if (key.Category.Length > 0)
        {
            categories = [.. await shop.List<Guid>(WithDescendants(call.Shop, key.Category), call.Aborted)];
            if (categories.Length == 0)
            {
                return CatalogErrors.CategoryNotFound;
            }
        }

        if (key.Words is "")
        {
            return key.WithTotal ? new ProductPage { Total = 0 } : new ProductPage();
        }

        // One row more than asked for tells whether there is a next page.
        var list = new ProductList(call.Shop, call.Actor.IsStaff, categories, key.Words, key.Sort);
        var rows = await Page(shop, list, after, key.Limit + 1, call.Aborted);
        var page = rows.Take(key.Limit).ToList();
        var variants = (await shop.List<VariantRow>(VariantRow.Of(call.Shop, [.. page.Select(row => row.Product.Id)]), call.Aborted)).ToLookup(variant => variant.ProductId);
        var answer = new ProductPage
        {
            Products = { page.Select(row => row.Product.ToProduct(variants[row.Product.Id])) },
            Next = rows.Count > key.Limit ? new ProductCursor(name, page[^1].Place, page[^1].Product.Id).Encode() : "",
        };
        if (key.WithTotal)
        {
            answer.Total = await shop.Estimate(list.All, call.Aborted);
        }

        return answer;
    }

    private static Sql WithDescendants(ShopId shop, string slug) =>
        $"""
        WITH RECURSIVE below (id) AS (
            SELECT id FROM category WHERE shop_id = {shop} AND slug = {slug}
            UNION
            SELECT c.id FROM below b JOIN category c ON c.shop_id = {shop} AND c.parent_id = b.id
        )
        SELECT id FROM below
        """;

    private static async Task<List<Placed>> Page(DatabaseScope shop, ProductList list, ProductCursor? after, int limit, CancellationToken aborted)
    {
        var ranked = list.Sort == ProductSort.Relevance;
        if (ranked && after is { HasRank: false })
        {
            return await NamesFirst(shop, list, after, limit, aborted);
        }

        if (list.Words is not null && await shop.Find<FewFound>(list.FindFew, aborted) is { } few)
        {
            return await Rows(shop, list.SortFound(few, after, limit), list.Sort, aborted);
        }

        if (list.IsMerged(limit) || (list.Categories is not null && await shop.Find<long>(list.CountFiled, aborted) <= ProductList.Few))
        {
            return await Rows(shop, list.OfCategories(after, limit), list.Sort, aborted);
        }

        return (ranked, after) switch
        {
            (false, _) => await Rows(shop, list.Walk(after, limit), list.Sort, aborted),
            (true, null) => await NamesFirst(shop, list, after, limit, aborted),
            // There were fewer at the page before; the order that it began with is kept to.
            _ => await Rows(shop, list.SortFound(after, limit), list.Sort, aborted),
        };
    }

    /// <summary>Too many fit to weigh them all: those with all words in their names or SKUs come first, then the others, each the newest first.</summary>
    private static async Task<List<Placed>> NamesFirst(DatabaseScope shop, ProductList list, ProductCursor? after, int limit, CancellationToken aborted)
    {
        var named = list with { Sort = ProductSort.Newest, Where = Standing.InName };
        var others = list with { Sort = ProductSort.Newest, Where = Standing.Elsewhere };
        var rows = new List<Placed>();
        if (after?.Value != ProductCursor.AmongOthers)
        {
            var few = await shop.Find<FewFound>(named.FindFew, aborted);
            var found = await shop.List<ProductRow>(few is null ? named.Walk(after, limit) : named.SortFound(few, after, limit), aborted);
            rows.AddRange(found.Select(row => new Placed(row, ProductCursor.AmongNamed)));
            after = null;
        }

        if (rows.Count < limit)
        {
            var rest = await shop.List<ProductRow>(others.Walk(after, limit - rows.Count), aborted);
            rows.AddRange(rest.Select(row => new Placed(row, ProductCursor.AmongOthers)));
        }

        return rows;
    }

    private static async Task<List<Placed>> Rows(DatabaseScope shop, Sql sql, ProductSort sort, CancellationToken aborted) =>
        [.. (await shop.List<ProductRow>(sql, aborted)).Select(row => new Placed(row, ValueOf(row, sort)))];

    private static string ValueOf(ProductRow row, ProductSort sort) => sort switch
    {
        ProductSort.Name => row.NameKey,
        ProductSort.Price or ProductSort.PriceDescending => row.PriceFrom.ToString(CultureInfo.InvariantCulture),
        ProductSort.Popular => row.Popularity.ToString(CultureInfo.InvariantCulture),
        ProductSort.Relevance => row.Rank.ToString("R", CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>A product and its place in the list, as a cursor tells it.</summary>
    private sealed record Placed(ProductRow Product, string Place);
}
