using Kontor.Contracts.Catalog.V1;

namespace Kontor.Catalog.Tests;

public class CategoryTests
{
    [Fact]
    public async Task The_tree_is_shown_by_position_and_name()
    {
        var shop = await Catalogue.NewShop();
        await shop.CreateCategory("Shoes");
        await shop.CreateCategory("Hats");
        await shop.CreateCategory("Sneakers", "shoes");
        await shop.Call(CatalogMethods.CreateCategory, new CreateCategoryRequest { Name = "Boots", Parent = "shoes", Position = -1 });
        var tree = await shop.Tree();
        Assert.Equal(["Hats", "Shoes"], tree.Roots.Select(root => root.Name));
        Assert.Equal(["Boots", "Sneakers"], tree.Roots[1].Children.Select(child => child.Name));
        Assert.Equal("shoes", tree.Roots[1].Children[0].Parent);
    }

    [Fact]
    public async Task Ten_levels_are_enough_also_when_a_branch_is_moved()
    {
        var shop = await Catalogue.NewShop();
        for (var level = 1; level <= 10; level++)
        {
            Assert.True((await shop.CreateCategory($"L{level}", level == 1 ? "" : $"l{level - 1}")).Succeeded);
        }

        Assert.Equal("catalog.category_too_deep", (await shop.CreateCategory("L11", "l10")).Error.Code);
        await shop.CreateCategory("A");
        await shop.CreateCategory("B", "a");
        Assert.Equal("catalog.category_too_deep", (await Move(shop, "a", "l9")).Error.Code);
        Assert.True((await Move(shop, "a", "l8")).Succeeded);
    }

    [Fact]
    public async Task A_category_is_never_below_itself_also_when_two_move_at_once()
    {
        var shop = await Catalogue.NewShop();
        await shop.CreateCategory("A");
        await shop.CreateCategory("B");
        Assert.Equal("catalog.category_cycle", (await Move(shop, "a", "a")).Error.Code);
        for (var round = 0; round < 5; round++)
        {
            var moves = await Task.WhenAll(Move(shop, "a", "b"), Move(shop, "b", "a"));
            Assert.Equal("catalog.category_cycle", Assert.Single(moves, move => !move.Succeeded).Error.Code);
            Assert.Single((await shop.Tree()).Roots);
            await Move(shop, "a", "");
            await Move(shop, "b", "");
        }
    }

    [Fact]
    public async Task Slugs_are_unique_and_of_twenty_at_once_one_gets_it()
    {
        var shop = await Catalogue.NewShop();
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.CreateCategory("Shoes", slug: "shoes")));
        Assert.Single(results, result => result.Succeeded);
        Assert.All(results.Where(result => !result.Succeeded), result => Assert.Equal("catalog.slug_taken", result.Error.Code));
        Assert.StartsWith("shoes-", (await shop.CreateCategory("Shoes")).Value.Slug, StringComparison.Ordinal);
        Assert.StartsWith("category-", (await shop.CreateCategory("靴")).Value.Slug, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_category_with_children_stays_and_products_merely_lose_one_that_goes()
    {
        var shop = await Catalogue.NewShop();
        await shop.CreateCategory("Shoes");
        await shop.CreateCategory("Sneakers", "shoes");
        var made = await shop.Made("Runner", "A1", categories: "sneakers");
        Assert.Equal("catalog.category_in_use", (await shop.Call(CatalogMethods.DeleteCategory, new DeleteCategoryRequest { Slug = "shoes" })).Error.Code);
        Assert.Equal("precondition.stale", (await shop.Call(CatalogMethods.DeleteCategory, new DeleteCategoryRequest { Slug = "sneakers", ExpectedVersion = 9 })).Error.Code);
        Assert.Single(await shop.Search("sneakers"));
        Assert.True((await shop.Call(CatalogMethods.DeleteCategory, new DeleteCategoryRequest { Slug = "sneakers" })).Succeeded);
        var product = await shop.Get(made.Id);
        Assert.Empty(product.Categories);
        Assert.Equal(2, product.Version);
        Assert.Empty(await shop.Search("sneakers"));
    }

    [Fact]
    public async Task A_rename_is_found_at_once_and_a_stale_one_refused()
    {
        var shop = await Catalogue.NewShop();
        await shop.CreateCategory("Shoes");
        await shop.CreateCategory("Sneakers", "shoes");
        await shop.Made("Runner", "A1", categories: "sneakers");
        var renamed = (await shop.Call(CatalogMethods.UpdateCategory, new UpdateCategoryRequest { Slug = "shoes", Name = "Footwear", ExpectedVersion = 1 })).Value;
        Assert.Equal(("shoes", "Footwear", 2L), (renamed.Slug, renamed.Name, renamed.Version));
        Assert.Single(await shop.Search("footwear"));
        Assert.Empty(await shop.Search("shoes"));
        Assert.Equal("precondition.stale", (await shop.Call(CatalogMethods.UpdateCategory, new UpdateCategoryRequest { Slug = "shoes", Name = "X", ExpectedVersion = 1 })).Error.Code);
    }

    [Theory]
    [InlineData("", "name")]
    [InlineData("a\0b", "name")]
    public async Task A_name_must_be_a_name(string name, string field)
    {
        var shop = await Catalogue.NewShop();
        Assert.Equal($"/{field}", (await shop.CreateCategory(name)).Error.Faults[0].Pointer);
        Assert.Equal("catalog.unknown_category", (await shop.CreateCategory("Shoes", "no\0where")).Error.Code);
    }

    private static Task<Result<Category>> Move(Testing.TestShop shop, string slug, string parent) =>
        shop.Call(CatalogMethods.UpdateCategory, new UpdateCategoryRequest { Slug = slug, Parent = parent });
}
