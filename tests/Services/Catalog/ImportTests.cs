using Kontor.Contracts.Catalog.V1;

namespace Kontor.Catalog.Tests;

public class ImportTests
{
    [Fact]
    public async Task New_records_become_products_in_their_categories()
    {
        var shop = await Catalogue.NewShop();
        var answer = (await shop.Import(Catalogue.Imported("A1", "Red mug", 500, "Home", "Kitchen"), Catalogue.Imported("A2", "Red mug", 600, "Home"), Catalogue.Imported("A3", "革靴", 700))).Value;
        Assert.All(answer.Outcomes, outcome => Assert.Equal(ImportOutcome.Created, outcome));
        var root = Assert.Single((await shop.Tree()).Roots);
        Assert.Equal(("home", "home-kitchen"), (root.Slug, Assert.Single(root.Children).Slug));
        var products = (await shop.Page(new ListProductsRequest { Category = "home", Sort = "price" })).Products;
        Assert.Equal(["A1", "A2"], products.Select(product => product.Variants[0].Sku));
        Assert.Equal("red-mug", products[0].Slug);
        Assert.StartsWith("red-mug-", products[1].Slug, StringComparison.Ordinal);
        Assert.Equal(["Red mug", "Red mug"], await shop.Search("home"));
    }

    [Fact]
    public async Task The_same_again_changes_nothing_and_tells_nobody()
    {
        var shop = await Catalogue.NewShop();
        ImportedProduct[] batch = [Catalogue.Imported("A1", "Mug", 500, "Home"), Catalogue.Imported("A2", "Cup", 500, "Home")];
        await shop.Import(batch);
        var before = await shop.CountTold();
        var product = await shop.Get("mug");
        Assert.All((await shop.Import(batch)).Value.Outcomes, outcome => Assert.Equal(ImportOutcome.Unchanged, outcome));
        Assert.Equal(product, await shop.Get("mug"));
        Assert.Equal(before, await shop.CountTold());
    }

    [Fact]
    public async Task A_changed_record_changes_its_product_and_an_equal_one_leaves_what_staff_edited()
    {
        var shop = await Catalogue.NewShop();
        await shop.Import(Catalogue.Imported("A1", "Mug", 500, "Home"), Catalogue.Imported("A2", "Cup", 500, "Home"));
        var cup = await shop.Get("cup");
        await shop.Call(CatalogMethods.UpdateProduct, new UpdateProductRequest { Id = cup.Id, Name = "Our best cup" });
        var changed = Catalogue.Imported("A1", "Big mug", 700, "Home", "Kitchen");
        changed.Images.Add("https://example.com/1.jpg");
        var outcomes = (await shop.Import(changed, Catalogue.Imported("A2", "Cup", 500, "Home"))).Value.Outcomes;
        Assert.Equal([ImportOutcome.Updated, ImportOutcome.Unchanged], outcomes);
        var mug = await shop.Get("mug");
        Assert.Equal(("Big mug", 700L, "home-kitchen", 2L), (mug.Name, mug.PriceFrom.Amount, Assert.Single(mug.Categories), mug.Version));
        Assert.Equal("https://example.com/1.jpg", Assert.Single(mug.Images));
        Assert.Equal("Our best cup", (await shop.Get(cup.Id)).Name);
        Assert.Equal(["Big mug"], await shop.Search("big"));
    }

    [Fact]
    public async Task A_product_with_more_variants_keeps_its_texts_and_takes_the_price()
    {
        var shop = await Catalogue.NewShop();
        await shop.Import(Catalogue.Imported("A1", "Mug", 500));
        var mug = await shop.Get("mug");
        await shop.Call(CatalogMethods.AddVariant, new AddVariantRequest { ProductId = mug.Id, Variant = new NewVariant { Sku = "A2", Price = Catalogue.Price(900) } });
        await shop.Import(Catalogue.Imported("A1", "Mug, blue", 950));
        var after = await shop.Get(mug.Id);
        Assert.Equal(("Mug", 900L, 950L), (after.Name, after.PriceFrom.Amount, after.Variants[0].Price.Amount));
    }

    [Fact]
    public async Task The_same_import_at_once_makes_each_product_once()
    {
        var shop = await Catalogue.NewShop();
        var batch = Enumerable.Range(0, 100).Select(number => Catalogue.Imported($"S{number}", $"Mug {number % 10}", 100 + number, "Home", $"Room {number % 7}")).ToList();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => shop.Import(number % 2 == 0 ? batch : Enumerable.Reverse(batch))));
        Assert.Equal(100, answers.Sum(answer => answer.Value.Outcomes.Count(outcome => outcome == ImportOutcome.Created)));
        Assert.Equal(300, answers.Sum(answer => answer.Value.Outcomes.Count(outcome => outcome == ImportOutcome.Unchanged)));
        Assert.Equal((100L, 100L, 8L), (await shop.Count("product"), await shop.Count("variant"), await shop.Count("category")));
    }

    [Fact]
    public async Task An_import_and_staff_who_make_the_same_skus_at_once_do_not_clash()
    {
        var shop = await Catalogue.NewShop();
        var imports = shop.Import(Enumerable.Range(0, 50).Select(number => Catalogue.Imported($"S{number}", "Mug", 100)));
        var creates = Enumerable.Range(0, 20).Select(number => shop.Create(Catalogue.Product("Mug", $"S{number}")));
        var made = await Task.WhenAll(creates);
        Assert.True((await imports).Succeeded);
        Assert.All(made.Where(result => !result.Succeeded), result => Assert.Equal("catalog.sku_taken", result.Error.Code));
        Assert.Equal((50L, 50L), (await shop.Count("product"), await shop.Count("variant")));
    }

    [Fact]
    public async Task Paths_that_look_alike_are_kept_apart_and_names_that_differ_in_case_are_one()
    {
        var shop = await Catalogue.NewShop();
        await shop.Import(
            Catalogue.Imported("A1", "One", 1, "Home", "Kitchen"), Catalogue.Imported("A2", "Two", 1, "Home-Kitchen"), Catalogue.Imported("A3", "Three", 1, "HOME", "kitchen"), Catalogue.Imported("A4", "Four", 1, "靴", "革"));
        var tree = await shop.Tree();
        Assert.Equal(3, tree.Roots.Count);
        Assert.Equal(5, await shop.Count("category"));
        Assert.Equal((await shop.Get("one")).Categories, (await shop.Get("three")).Categories);
    }

    [Fact]
    public async Task One_bad_record_refuses_the_batch_with_its_place()
    {
        var shop = await Catalogue.NewShop();
        var error = (await shop.Import(Catalogue.Imported("A1", "Mug"), Catalogue.Imported("A1", ""), Catalogue.Imported("A3", "Cup", 1, "a\0"))).Error;
        Assert.Equal(["/products/1/sku", "/products/1/name", "/products/2/categoryPath/0"], error.Faults.Select(fault => fault.Pointer));
        Assert.Equal(0, await shop.Count("product"));
        Assert.Equal("catalog.invalid", (await shop.Import(Enumerable.Range(0, 501).Select(number => Catalogue.Imported($"S{number}", "Mug")))).Error.Code);
        Assert.Empty((await shop.Import()).Value.Outcomes);
    }

    [Fact]
    public async Task Every_invariant_holds_after_all_this()
    {
        var shop = await Catalogue.NewShop();
        await shop.Import(Enumerable.Range(0, 20).Select(number => Catalogue.Imported($"S{number}", "Mug", 100 + number)));
        await shop.InvariantsHold();
    }
}
