using System.Globalization;
using Kontor.Catalog.Model;
using Kontor.Catalog.Storage;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>Shows the shop's products page by page: all of them, those of a category with everything below it, or those that fit some words.</summary>
internal sealed class ListProducts(Database db)
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

        var list = ProductCursor.NameOf(sort!.Value, request.Category, request.Query);
        var after = request.After.Length == 0 ? null : ProductCursor.Parse(request.After, list, sort.Value);
        if (request.After.Length > 0 && after is null)
        {
            return CatalogErrors.BadCursor;
        }

        var shop = db.In(call.Shop);
        Guid[]? categories = null;
        if (request.Category.Length > 0)
        {
            categories = [.. await shop.List<Guid>(WithDescendants(call.Shop, request.Category), call.Aborted)];
            if (categories.Length == 0)
            {
                return CatalogErrors.CategoryNotFound;
            }
        }

        var words = isSearch ? SearchWords.Query(request.Query) : null;
        if (words is "")
        {
            return request.WithTotal ? new ProductPage { Total = 0 } : new ProductPage();
        }

        var rows = await shop.List<ProductRow>(Page(call, words, categories, sort.Value, after, limit), call.Aborted);
        var page = rows.Take(limit).ToList();
        var variants = (await shop.List<VariantRow>(VariantRow.Of(call.Shop, [.. page.Select(row => row.Id)]), call.Aborted)).ToLookup(variant => variant.ProductId);
        var answer = new ProductPage
        {
            Products = { page.Select(row => row.ToProduct(variants[row.Id])) },
            Next = rows.Count > limit ? new ProductCursor(list, ValueOf(page[^1], sort.Value), page[^1].Id).Encode() : "",
        };
        if (request.WithTotal)
        {
            answer.Total = await shop.Estimate(All(call, words, categories), call.Aborted);
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

    // One row more than asked for tells whether there is a next page.
    private static Sql Page(CallContext call, string? words, Guid[]? categories, ProductSort sort, ProductCursor? after, int limit) =>
        $"""
        SELECT {ProductRow.Columns}, {Rank(words)} AS rank
        FROM {Those(call, words, categories)} {After(sort, after)}
        ORDER BY {Order(sort)} LIMIT {limit + 1}
        """;

    private static Sql All(CallContext call, string? words, Guid[]? categories) => $"SELECT FROM {Those(call, words, categories)}";

    private static Sql Those(CallContext call, string? words, Guid[]? categories) =>
        $"{Source(call.Shop, words)} WHERE p.shop_id = {call.Shop} {OnlyActive(call)} {InCategories(call.Shop, categories)}";

    private static Sql Rank(string? words) => Sql.Verbatim(words is null ? "0::real" : "found.rank");

    private static Sql Source(ShopId shop, string? words)
    {
        if (words is null)
        {
            return Sql.Verbatim("product p");
        }

        return Found(shop, words);
    }

    private static Sql Found(ShopId shop, string words) => $"find_products({shop}, {words}) AS found JOIN product p ON p.shop_id = {shop} AND p.id = found.product_id";

    private static Sql OnlyActive(CallContext call) => call.Actor.IsStaff ? Sql.Empty : Sql.Verbatim("AND p.status = 'active'");

    private static Sql InCategories(ShopId shop, Guid[]? categories) => categories is null ? Sql.Empty : BelongsTo(shop, categories);

    private static Sql BelongsTo(ShopId shop, Guid[] categories) =>
        $"AND EXISTS (SELECT FROM product_category pc WHERE pc.shop_id = {shop} AND pc.product_id = p.id AND pc.category_id = ANY({categories}))";

    private static Sql Order(ProductSort sort) => Sql.Verbatim(sort switch
    {
        ProductSort.Name => "p.name_key, p.id",
        ProductSort.Price => "p.price_from, p.id",
        ProductSort.PriceDescending => "p.price_from DESC, p.id DESC",
        ProductSort.Popular => "p.popularity DESC, p.id DESC",
        ProductSort.Relevance => "found.rank DESC, p.id DESC",
        // Ids begin with the time they were made.
        _ => "p.id DESC",
    });

    private static Sql After(ProductSort sort, ProductCursor? after) => (sort, after) switch
    {
        (_, null) => Sql.Empty,
        (ProductSort.Name, _) => Beyond(Sql.Verbatim("(p.name_key, p.id) >"), after.Value, after.Id),
        (ProductSort.Price, _) => Beyond(Sql.Verbatim("(p.price_from, p.id) >"), after.Number, after.Id),
        (ProductSort.PriceDescending, _) => Beyond(Sql.Verbatim("(p.price_from, p.id) <"), after.Number, after.Id),
        (ProductSort.Popular, _) => Beyond(Sql.Verbatim("(p.popularity, p.id) <"), after.Number, after.Id),
        (ProductSort.Relevance, _) => Beyond(Sql.Verbatim("(found.rank, p.id) <"), after.Rank, after.Id),
        _ => Older(after.Id),
    };

    private static Sql Beyond<T>(Sql comparison, T value, Guid id) => $"AND {comparison} ({value}, {id})";

    private static Sql Older(Guid id) => $"AND p.id < {id}";

    private static string ValueOf(ProductRow last, ProductSort sort) => sort switch
    {
        ProductSort.Name => last.NameKey,
        ProductSort.Price or ProductSort.PriceDescending => last.PriceFrom.ToString(CultureInfo.InvariantCulture),
        ProductSort.Popular => last.Popularity.ToString(CultureInfo.InvariantCulture),
        ProductSort.Relevance => last.Rank.ToString("R", CultureInfo.InvariantCulture),
        _ => "",
    };
}
