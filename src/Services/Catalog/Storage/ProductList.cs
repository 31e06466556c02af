using System.Globalization;
using Kontor.Catalog.Model;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Storage;

/// <summary>
/// The SQL of a list's pages. A category has its products in the list's order, so the pages of a few categories are merged. A condition that few products meet is read first and what it
/// gives is sorted; when many meet it, the products are walked in the list's order until the page is full. Which of them is decided by counting, and held to by the way the query is written: the planner's guess would be wrong by a hundred times on a fresh
/// database, and on conditions that it knows nothing about.
/// </summary>
/// <param name="Shop">Whose products.</param>
/// <param name="DraftsToo">Whether drafts belong to it.</param>
/// <param name="Categories">Only products in one of these; null for all.</param>
/// <param name="Words">Only products with these words; null for all.</param>
/// <param name="Sort">The order.</param>
internal sealed record ProductList(ShopId Shop, bool DraftsToo, Guid[]? Categories, string? Words, ProductSort Sort)
{
    /// <summary>Up to so many products are looked at and sorted for a page, which costs about as much as walking until a page is full when more of 100,000 fit.</summary>
    public const int Few = 1_500;

    /// <summary>Where the words must stand.</summary>
    public Standing Where { get; init; }

    /// <summary>Those that have the words, if they are few: a row of <see cref="FewFound"/>, else none.</summary>
    public Sql FindFew => $"SELECT ids, ranks FROM few_products({Shop}, {Words}, {Where == Standing.InName}, {Few})";

    /// <summary>How many are in the categories, counted up to one more than few.</summary>
    public Sql CountFiled => $"SELECT count(*) FROM (SELECT FROM product_category WHERE shop_id = {Shop} AND category_id = ANY({Categories}) LIMIT {Number(Few + 1)}) AS filed";

    /// <summary>All rows, for counting them.</summary>
    public Sql All => Words is null ? AllListed : AllFound;

    /// <summary>The page behind the cursor, walking the products in the list's order.</summary>
    public Sql Walk(ProductCursor? after, int limit) =>
        $"""
        SELECT {ProductRow.Columns}, 0::real AS rank FROM product p
        WHERE p.shop_id = {Shop} {OnlyActive} {After(after, Sql.Verbatim("0::real"))} {InCategories} {HasWords} ORDER BY {Order} LIMIT {Number(limit)}
        """;

    /// <summary>The page behind the cursor, out of those that have the words, however many.</summary>
    public Sql SortFound(ProductCursor? after, int limit) => SortThose(Found, Sql.Verbatim("found.rank"), InCategories, after, limit);

    /// <summary>The page behind the cursor, out of the few that were found.</summary>
    public Sql SortFound(FewFound few, ProductCursor? after, int limit) =>
        SortThose($"unnest({few.Ids}, {few.Ranks}) AS found (product_id, rank)", Sql.Verbatim("found.rank"), InCategories, after, limit);

    /// <summary>Whether merging the categories' pages looks at few products, however many are in them.</summary>
    public bool IsMerged(int limit) => Words is null && Categories is not null && Categories.Length * limit <= Few;

    /// <summary>The page behind the cursor, out of the categories: few of them, or few products in them.</summary>
    public Sql OfCategories(ProductCursor? after, int limit) => Words is null ? Merge(after, limit) : SortThose(Filed, RankOf(Words), HasWords, after, limit);

    // As many from each category as the page has: the index of the order has them side by side. ARRAY(SELECT ...) hides how many categories there are, which would be reason enough to plan this
    // anew each time; and that takes as long as doing it.
    private Sql Merge(ProductCursor? after, int limit) => Shown(
        $"""
        SELECT p.id, 0::real AS rank FROM (
            SELECT DISTINCT p.* FROM unnest(ARRAY(SELECT unnest({Categories}))) AS wanted (id) CROSS JOIN LATERAL (
                SELECT * FROM (
                    SELECT product_id AS id, status, name_key, price_from, popularity FROM product_category WHERE shop_id = {Shop} AND category_id = wanted.id
                ) AS p
                WHERE true {OnlyActive} {After(after, Sql.Verbatim("0::real"))} ORDER BY {Order} LIMIT {Number(limit)}
            ) AS p
        ) AS p
        ORDER BY {Order} LIMIT {Number(limit)}
        """);

    private Sql AllListed => $"SELECT FROM product p WHERE p.shop_id = {Shop} {OnlyActive} {InCategories}";

    private Sql AllFound => $"SELECT FROM {Found} JOIN product p ON p.shop_id = {Shop} AND p.id = found.product_id WHERE true {OnlyActive} {InCategories}";

    // First the order, on narrow rows; then what is shown, for one page. What is sorted by its id or weight needs no look at the products before the page is found.
    private Sql SortThose(Sql found, Sql rank, Sql condition, ProductCursor? after, int limit) => Shown(
        $"""
        SELECT p.id, {rank} AS rank FROM {Presorted(found)} CROSS JOIN LATERAL {One("found.product_id")} AS p
        WHERE true {OnlyActive} {condition} {After(after, rank)} ORDER BY {OrderFound} LIMIT {Number(limit)}
        """);

    private Sql Shown(Sql places) =>
        $"SELECT {ProductRow.Columns}, place.rank AS rank FROM ({places}) AS place CROSS JOIN LATERAL {One("place.id")} AS p ORDER BY {Order}";

    private Sql Presorted(Sql found) => IsOrderFound ? Presorted(found, OrderFound) : found;

    private static Sql Presorted(Sql found, Sql order) => $"(SELECT * FROM {found} ORDER BY {order} OFFSET 0) AS found";

    private bool IsOrderFound => Sort == ProductSort.Newest || (Sort == ProductSort.Relevance && Categories is null);

    private Sql OrderFound => IsOrderFound ? Sql.Verbatim(Sort == ProductSort.Newest ? "found.product_id DESC" : "found.rank DESC, found.product_id DESC") : Order;

    private Sql One(string id) => $"(SELECT * FROM product WHERE shop_id = {Shop} AND id = {Sql.Verbatim(id)} OFFSET 0)";

    // As text, so that one plan knows it and serves again: a page has few sizes.
    private static Sql Number(int value) => Sql.Verbatim(value.ToString(CultureInfo.InvariantCulture));

    private Sql OnlyActive => Sql.Verbatim(DraftsToo ? "" : "AND p.status = 'active'");

    private Sql InCategories => Categories is null ? Sql.Empty : BelongsTo(Categories);

    private Sql HasWords => (Words, Where) switch
    {
        (null, _) => Sql.Empty,
        (_, Standing.InName) => Has(Words, Sql.Verbatim("ts_filter(words, '{a}')")),
        (_, Standing.Elsewhere) => HasOutsideOfName(Words),
        _ => Has(Words, Sql.Verbatim("words")),
    };

    private Sql Order => Sql.Verbatim(Sort switch
    {
        ProductSort.Name => "p.name_key, p.id",
        ProductSort.Price => "p.price_from, p.id",
        ProductSort.PriceDescending => "p.price_from DESC, p.id DESC",
        ProductSort.Popular => "p.popularity DESC, p.id DESC",
        ProductSort.Relevance => "rank DESC, p.id DESC",
        // Ids begin with the time they were made.
        _ => "p.id DESC",
    });

    private Sql Found => $"find_products({Shop}, {Words}, false) AS found";

    private Sql Filed => $"(SELECT DISTINCT product_id FROM product_category WHERE shop_id = {Shop} AND category_id = ANY({Categories})) AS found";

    private Sql RankOf(string words) => $"(SELECT ts_rank(s.words, {words}::tsquery) FROM product_search s WHERE s.shop_id = {Shop} AND s.product_id = p.id)";

    // OFFSET 0, here and above, keeps the planner from turning a look at one row into a join with all of them.
    private Sql BelongsTo(Guid[] categories) =>
        $"""
        AND EXISTS (SELECT FROM (SELECT category_id FROM product_category WHERE shop_id = {Shop} AND product_id = p.id OFFSET 0) AS filed WHERE category_id = ANY({categories}))
        """;

    private Sql Has(string query, Sql words) =>
        $"AND EXISTS (SELECT FROM product_search WHERE shop_id = {Shop} AND product_id = p.id AND {words} @@ {query}::tsquery OFFSET 0)";

    private Sql HasOutsideOfName(string query) =>
        $"""
        AND EXISTS (SELECT FROM product_search WHERE shop_id = {Shop} AND product_id = p.id AND words @@ {query}::tsquery AND NOT ts_filter(words, {InName}) @@ {query}::tsquery OFFSET 0)
        """;

    private static Sql InName => Sql.Verbatim("'{a}'");

    private Sql After(ProductCursor? after, Sql rank) => (Sort, after) switch
    {
        (_, null) => Sql.Empty,
        (ProductSort.Name, _) => Beyond(Sql.Verbatim("(p.name_key, p.id) >"), after.Value, after.Id),
        (ProductSort.Price, _) => Beyond(Sql.Verbatim("(p.price_from, p.id) >"), after.Number, after.Id),
        (ProductSort.PriceDescending, _) => Beyond(Sql.Verbatim("(p.price_from, p.id) <"), after.Number, after.Id),
        (ProductSort.Popular, _) => Beyond(Sql.Verbatim("(p.popularity, p.id) <"), after.Number, after.Id),
        (ProductSort.Relevance, _) => LessRelevant(rank, after.Rank, after.Id),
        _ => Older(after.Id),
    };

    private static Sql Beyond<T>(Sql comparison, T value, Guid id) => $"AND {comparison} ({value}, {id})";

    private static Sql LessRelevant(Sql rank, float value, Guid id) => $"AND ({rank}, p.id) < ({value}, {id})";

    private static Sql Older(Guid id) => $"AND p.id < {id}";
}

/// <summary>Where a product's words stand that a search is about.</summary>
internal enum Standing
{
    /// <summary>In any of its texts.</summary>
    Anywhere,

    /// <summary>All of them in its name or SKUs.</summary>
    InName,

    /// <summary>In its texts, but not all of them in its name or SKUs.</summary>
    Elsewhere,
}

/// <summary>The few products that have some words.</summary>
internal sealed record FewFound
{
    public required Guid[] Ids { get; init; }

    /// <summary>How well each fits, beside its id; 0 where only its name was looked at.</summary>
    public required float[] Ranks { get; init; }
}
