namespace Kontor.Catalog.Model;

/// <summary>In which order a list is.</summary>
internal enum ProductSort
{
    Newest,
    Name,
    Price,
    PriceDescending,
    Popular,
    Relevance,
}

internal static class ProductSorts
{
    /// <summary>The order that a client asked for; null when there is no such order.</summary>
    public static ProductSort? Parse(string sort, bool isSearch) => sort switch
    {
        "" => isSearch ? ProductSort.Relevance : ProductSort.Newest,
        "newest" => ProductSort.Newest,
        "name" => ProductSort.Name,
        "price" => ProductSort.Price,
        "-price" => ProductSort.PriceDescending,
        "popular" => ProductSort.Popular,
        // Without words everything is equally relevant.
        "relevance" => isSearch ? ProductSort.Relevance : ProductSort.Newest,
        _ => null,
    };
}
