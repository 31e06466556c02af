using System.Globalization;
using Kontor.Contracts.Catalog.V1;

namespace Kontor.Catalog.Tests;

/// <summary>Where many products meet a condition, pages are found another way than where few do. What is on them is the same.</summary>
public sealed class LongListTests
{
    private const int Many = 1_700;

    [Fact]
    public async Task Every_page_of_a_long_list_or_search_is_what_reading_everything_and_sorting_it_gives()
    {
        var shop = await Catalogue.NewShop();
        // "red" is in every name but those of the first hundred, where it is in the description. Few are in the small category, many in the large one; both have many below them.
        var records = Enumerable.Range(0, Many + 100).Select(number => new ImportedProduct
        {
            Sku = $"S{number:0000}",
            Name = number < 100 ? $"Blue mug {number}" : $"Red mug {number % 50}",
            Description = number < 100 ? "Not red at all." : number % 100 == 0 ? "A rarity." : "",
            CategoryPath = { number % 20 == 0 ? ["Small", $"Box {number / 20 % 18}"] : ["Large", $"Shelf {number % 19}"] },
            Price = Catalogue.Price(100 + (number % 7)),
            Popularity = PopularityOf(number),
        });
        foreach (var batch in records.Chunk(500))
        {
            await shop.Import(batch);
        }

        var everything = await shop.All(new ListProductsRequest { Limit = 100 });
        Assert.Equal(Many + 100, everything.Count);
        foreach (var (query, category, fits) in new (string, string, Func<Product, bool>)[]
        {
            ("red", "", _ => true),
            ("red", "large", product => IsIn(product, "large-shelf")),
            ("red", "small", product => IsIn(product, "small-box")),
            ("rarity", "", product => product.Description.StartsWith("A rar", StringComparison.Ordinal)),
            ("rarity", "small", product => product.Description.StartsWith("A rar", StringComparison.Ordinal)),
            ("blue", "", product => product.Name.StartsWith("Blue", StringComparison.Ordinal)),
            ("", "large", product => IsIn(product, "large-shelf")),
            ("", "small", product => IsIn(product, "small-box")),
            ("", "large-shelf-7", product => product.Categories.Contains("large-shelf-7")),
        })
        {
            foreach (var sort in new[] { "newest", "name", "price", "-price", "popular" })
            {
                var listed = await shop.All(new ListProductsRequest { Query = query, Category = category, Sort = sort, Limit = 97 });
                Assert.Equal(Sorted(everything.Where(fits), sort), listed.Select(product => product.Id));
            }
        }

        var relevant = await shop.All(new ListProductsRequest { Query = "red", Limit = 97 });
        Assert.Equal(everything.Where(product => product.Name.StartsWith("Red", StringComparison.Ordinal)).Concat(everything.Where(product => product.Name.StartsWith("Blue", StringComparison.Ordinal))).Select(product => product.Id), relevant.Select(product => product.Id));
        Assert.Equal(Many + 100, (await shop.Page(new ListProductsRequest { Query = "red", WithTotal = true })).Total);
    }

    private static int PopularityOf(int number) => number % 11;

    private static int NumberOf(Product product) => int.Parse(product.Variants[0].Sku.AsSpan(1), CultureInfo.InvariantCulture);

    private static bool IsIn(Product product, string below) => product.Categories.Any(slug => slug.StartsWith(below, StringComparison.Ordinal));

    private static IEnumerable<string> Sorted(IEnumerable<Product> products, string sort) => (sort switch
    {
        "name" => products.OrderBy(product => product.Name.ToLowerInvariant(), StringComparer.Ordinal).ThenBy(product => product.Id, StringComparer.Ordinal),
        "price" => products.OrderBy(product => product.PriceFrom.Amount).ThenBy(product => product.Id, StringComparer.Ordinal),
        "popular" => products.OrderByDescending(product => PopularityOf(NumberOf(product))).ThenByDescending(product => product.Id, StringComparer.Ordinal),
        "-price" => products.OrderByDescending(product => product.PriceFrom.Amount).ThenByDescending(product => product.Id, StringComparer.Ordinal),
        _ => products.OrderByDescending(product => product.Id, StringComparer.Ordinal),
    }).Select(product => product.Id);
}
