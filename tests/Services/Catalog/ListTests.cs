using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Identity;

namespace Kontor.Catalog.Tests;

public class ListTests
{
    private static readonly Actor s_staff = new(Guid.NewGuid(), Roles.Staff);

    [Theory]
    [InlineData("newest")]
    [InlineData("name")]
    [InlineData("price")]
    [InlineData("-price")]
    [InlineData("popular")]
    public async Task Pages_have_no_gaps_and_no_repeats_while_products_are_added(string sort)
    {
        var shop = await Catalogue.NewShop();
        // Many equal names, prices and popularities: the id must decide.
        await shop.Import(Enumerable.Range(0, 60).Select(number => new ImportedProduct { Sku = $"S{number}", Name = $"Mug {number % 4}", Price = Catalogue.Price(100 + (number % 3)), Popularity = number % 5 }));
        var before = (await shop.Page(new ListProductsRequest { Limit = 100 })).Products.Select(product => product.Id).ToHashSet();
        var added = 0;
        var all = await shop.All(new ListProductsRequest { Sort = sort, Limit = 7 }, async () => await shop.Made("Mug 1", $"N{added++}", 101));

        Assert.Equal(all.Count, all.Select(product => product.Id).Distinct().Count());
        Assert.Superset(before, all.Select(product => product.Id).ToHashSet());
        Assert.Equal(
            sort switch
            {
                "name" => all.OrderBy(product => product.Name, StringComparer.Ordinal),
                "price" => all.OrderBy(product => product.PriceFrom.Amount),
                "-price" => all.OrderByDescending(product => product.PriceFrom.Amount),
                "newest" => all.OrderByDescending(product => product.Id, StringComparer.Ordinal),
                _ => all,
            },
            all);
    }

    [Fact]
    public async Task Search_pages_by_relevance_have_no_gaps_and_no_repeats()
    {
        var shop = await Catalogue.NewShop();
        await shop.Import(Enumerable.Range(0, 40).Select(number => Catalogue.Imported($"S{number}", number % 2 == 0 ? $"Red mug {number}" : $"Mug {number}", 100)));
        var all = await shop.All(new ListProductsRequest { Query = "mug", Limit = 6 });
        Assert.Equal(40, all.Select(product => product.Id).Distinct().Count());
        Assert.Equal(40, all.Count);
        Assert.Equal(20, (await shop.All(new ListProductsRequest { Query = "red mug", Sort = "price", Limit = 6 })).Count);
    }

    [Fact]
    public async Task A_category_shows_what_is_below_it_too_and_each_product_once()
    {
        var shop = await Catalogue.NewShop();
        await shop.CreateCategory("Shoes");
        await shop.CreateCategory("Sneakers", "shoes");
        await shop.CreateCategory("Hats");
        await shop.Made("Both", "A1", categories: ["shoes", "sneakers"]);
        await shop.Made("Leaf", "A2", categories: "sneakers");
        await shop.Made("Hat", "A3", categories: "hats");
        Assert.Equal(["Leaf", "Both"], (await shop.Page(new ListProductsRequest { Category = "shoes" })).Products.Select(product => product.Name));
        Assert.Equal(["Both", "Leaf"], (await shop.Page(new ListProductsRequest { Category = "sneakers", Sort = "name" })).Products.Select(product => product.Name));
        Assert.Equal("catalog.category_not_found", (await shop.Call(CatalogMethods.ListProducts, new ListProductsRequest { Category = "nowhere" }, Actor.Guest)).Error.Code);
    }

    [Fact]
    public async Task A_product_that_changes_moves_in_the_lists_of_its_categories()
    {
        var shop = await Catalogue.NewShop();
        await shop.Import(Enumerable.Range(1, 3).Select(number => Catalogue.Imported($"A{number}", $"Mug {number}", 100 * number, "Mugs")));
        async Task<string> Listed(string sort, Actor? actor = null) => string.Concat((await shop.Page(new ListProductsRequest { Category = "mugs", Sort = sort }, actor)).Products.Select(product => product.Name[^1]));
        Assert.Equal(("123", "321", "123"), (await Listed("name"), await Listed("-price"), await Listed("price")));

        var second = await shop.Get("mug-2");
        await shop.Call(CatalogMethods.UpdateProduct, new UpdateProductRequest { Id = second.Id, Name = "A mug, 2" });
        await shop.Call(CatalogMethods.UpdateVariant, new UpdateVariantRequest { Sku = "A2", Price = Catalogue.Price(50) });
        Assert.Equal(("213", "312", "213"), (await Listed("name", s_staff), await Listed("-price", s_staff), await Listed("price", s_staff)));

        // An import changes all of it: here of a product that is one record's alone, and below the price of one that has another variant by now.
        var third = Catalogue.Imported("A3", "0 mug 3", 10, "Mugs");
        third.Popularity = 9;
        await shop.Import(third);
        await shop.Call(CatalogMethods.AddVariant, new AddVariantRequest { ProductId = second.Id, Variant = new NewVariant { Sku = "B2", Price = Catalogue.Price(900) } });
        await shop.Import(Catalogue.Imported("A2", "Mug 2", 700, "Mugs"));
        Assert.Equal(("321", "213", "3"), (await Listed("name", s_staff), await Listed("-price", s_staff), (await Listed("popular", s_staff))[..1]));

        await shop.Call(CatalogMethods.UpdateProduct, new UpdateProductRequest { Id = second.Id, Status = "draft" });
        Assert.Equal("321", await Listed("name", s_staff));
        Assert.Equal("31", string.Concat((await shop.Page(new ListProductsRequest { Category = "mugs", Sort = "name", Limit = 50 })).Products.Select(product => product.Name[^1])));
        await shop.InvariantsHold();
    }

    [Fact]
    public async Task The_most_popular_come_first()
    {
        var shop = await Catalogue.NewShop();
        await shop.Import(Enumerable.Range(0, 9).Select(number => new ImportedProduct { Sku = $"S{number}", Name = $"Mug {number}", Price = Catalogue.Price(1), Popularity = number * 7 % 9 }));
        Assert.Equal(["Mug 5", "Mug 1", "Mug 6"], (await shop.Page(new ListProductsRequest { Sort = "popular", Limit = 3 })).Products.Select(product => product.Name));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("W10")]
    [InlineData("WyJhIiwiIiwiMDAiXQ")]
    [InlineData("%00")]
    [InlineData("\0")]
    [InlineData("====")]
    [InlineData("IlwidWQ4MDAi")]
    public async Task A_broken_cursor_is_refused(string cursor)
    {
        var shop = await Catalogue.NewShop();
        var error = (await shop.Call(CatalogMethods.ListProducts, new ListProductsRequest { After = cursor }, Actor.Guest)).Error;
        Assert.Equal(("catalog.bad_cursor", ErrorKind.Invalid), (error.Code, error.Kind));
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        var shop = await Catalogue.NewShop();
        await shop.Made("Mug", "A1");
        await shop.Made("Cup", "A2");
        var next = (await shop.Page(new ListProductsRequest { Sort = "name", Limit = 1 })).Next;
        Assert.NotEmpty(next);
        foreach (var other in new[] { new ListProductsRequest { Sort = "price" }, new ListProductsRequest(), new ListProductsRequest { Sort = "name", Query = "mug" } })
        {
            other.After = next;
            Assert.Equal("catalog.bad_cursor", (await shop.Call(CatalogMethods.ListProducts, other, Actor.Guest)).Error.Code);
        }
    }

    [Fact]
    public async Task Wrong_limits_sorts_and_words_are_refused()
    {
        var shop = await Catalogue.NewShop();
        var error = (await shop.Call(
            CatalogMethods.ListProducts, new ListProductsRequest { Limit = 101, Sort = "best", Query = "a\0b", Category = "No Slug" }, Actor.Guest)).Error;
        Assert.Equal(["?limit", "?q", "?sort", "?category"], error.Faults.Select(fault => fault.Pointer));
        Assert.Equal("?limit", Assert.Single((await shop.Call(CatalogMethods.ListProducts, new ListProductsRequest { Limit = -1 }, Actor.Guest)).Error.Faults).Pointer);
    }
}
