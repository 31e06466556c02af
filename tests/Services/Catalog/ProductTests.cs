using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Identity;
using Kontor.Testing;

namespace Kontor.Catalog.Tests;

public class ProductTests
{
    [Fact]
    public async Task A_product_is_read_back_by_id_and_by_slug()
    {
        var shop = await Catalogue.NewShop();
        await shop.CreateCategory("Shoes");
        var request = Catalogue.Product("Café crème, 50 %", "22423", 1999, brand: "Acme", description: "Line 1\nLine 2", categories: "shoes");
        request.Variants.Add(new NewVariant { Sku = "gift_0001_40", Price = Catalogue.Price(999), Options = { ["size"] = "M" } });
        request.Images.Add("/pictures/1.jpg");
        var made = (await shop.Create(request)).Value;

        Assert.Equal("cafe-creme-50", made.Slug);
        Assert.Equal(made, await shop.Get(made.Id));
        Assert.Equal(made, await shop.Get(made.Slug));
        Assert.Equal(999, made.PriceFrom.Amount);
        Assert.Equal(["shoes"], made.Categories);
        Assert.Equal(["22423", "gift_0001_40"], made.Variants.Select(variant => variant.Sku));
        Assert.Equal("M", made.Variants[1].Options["size"]);
        Assert.Equal(1, made.Version);
    }

    [Fact]
    public async Task Names_without_Latin_letters_and_names_that_are_taken_get_slugs_too()
    {
        var shop = await Catalogue.NewShop();
        Assert.StartsWith("product-", (await shop.Made("革靴", "A1")).Slug, StringComparison.Ordinal);
        Assert.Equal(["mug", "mug-2", "mug-3"], [(await shop.Made("Mug", "B1")).Slug, (await shop.Made("Müg", "B2")).Slug, (await shop.Made("MUG!", "B3")).Slug]);
        Assert.StartsWith("mug-", (await shop.Made("mug", "B4")).Slug, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slug_that_is_given_and_taken_is_a_conflict()
    {
        var shop = await Catalogue.NewShop();
        var first = await shop.Made("Mug", "A1");
        var request = Catalogue.Product("Other", "A2");
        request.Slug = "mug";
        Assert.Equal("catalog.slug_taken", (await shop.Create(request)).Error.Code);
        var second = await shop.Made("Other", "A2");
        var moved = await shop.Call(CatalogMethods.UpdateProduct, new UpdateProductRequest { Id = second.Id, Slug = "mug" });
        Assert.Equal("catalog.slug_taken", moved.Error.Code);
        Assert.Equal(first.Id, (await shop.Get("mug")).Id);
    }

    [Fact]
    public async Task Of_twenty_that_make_the_same_sku_at_once_one_does()
    {
        var shop = await Catalogue.NewShop();
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => shop.Create(Catalogue.Product($"Mug {number % 3}", "SAME"))));
        Assert.Single(results, result => result.Succeeded);
        Assert.All(results.Where(result => !result.Succeeded), result =>
        {
            Assert.Equal("catalog.sku_taken", result.Error.Code);
            Assert.Equal("/variants/0/sku", Assert.Single(result.Error.Faults).Pointer);
        });
        Assert.Equal(1, await shop.Count("product"));
        Assert.Equal(1, await shop.Count("variant"));
    }

    [Fact]
    public async Task Two_that_make_the_same_skus_in_opposite_orders_do_not_deadlock()
    {
        var shop = await Catalogue.NewShop();
        var skus = Enumerable.Range(0, 50).Select(number => $"S{number}").ToList();
        CreateProductRequest Request(IEnumerable<string> order)
        {
            var request = Catalogue.Product("Mug", "unused");
            request.Variants.Clear();
            request.Variants.Add(order.Select(sku => new NewVariant { Sku = sku, Price = Catalogue.Price(1) }));
            return request;
        }

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => shop.Create(Request(number % 2 == 0 ? skus : Enumerable.Reverse(skus)))));
        Assert.Single(results, result => result.Succeeded);
    }

    [Fact]
    public async Task The_same_key_makes_one_product_and_equal_answers()
    {
        var shop = await Catalogue.NewShop();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.Create(Catalogue.Product("Mug", "A1"), key: "k")));
        Assert.All(results, result => Assert.Equal(results[0].Value, result.Value));
        Assert.Equal(1, await shop.Count("product"));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_at_once_and_nothing_is_kept()
    {
        var shop = await Catalogue.NewShop();
        var request = Catalogue.Product("\0", " leading blank", -1, "sold", brand: new string('x', 101));
        request.Variants.Add(new NewVariant { Sku = "A\uD800" });
        request.Variants.Add(new NewVariant { Sku = "A1", Price = Catalogue.Price(long.MaxValue), Options = { [""] = "x" } });
        request.Images.Add("ftp://example.com/1.jpg");
        request.Images.Add("//example.com/1.jpg");
        request.Slug = "Not a slug";
        var error = (await shop.Create(request)).Error;
        Assert.Equal("catalog.invalid", error.Code);
        Assert.Equal(ErrorKind.Invalid, error.Kind);
        string[] expected =
        [
            "/name", "/brand", "/status", "/slug", "/images/0", "/images/1", "/variants/0/sku", "/variants/0/price/amount", "/variants/1/sku", "/variants/1/price",
            "/variants/2/price/amount", "/variants/2/options/",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), error.Faults.Select(fault => fault.Pointer).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(0, await shop.Count("product"));
    }

    [Fact]
    public async Task Without_a_variant_there_is_nothing_to_buy()
    {
        var shop = await Catalogue.NewShop();
        Assert.Equal("/variants", Assert.Single((await shop.Create(new CreateProductRequest { Name = "Mug", Status = "active" })).Error.Faults).Pointer);
    }

    [Fact]
    public async Task Prices_in_another_currency_and_unknown_categories_are_refused_with_pointers()
    {
        var shop = await Catalogue.NewShop("JPY");
        var request = Catalogue.Product("Mug", "A1");
        var currency = (await shop.Create(request)).Error;
        Assert.Equal("catalog.wrong_currency", currency.Code);
        Assert.Equal("/variants/0/price/currency", Assert.Single(currency.Faults).Pointer);

        request.Variants[0].Price.Currency = "JPY";
        request.Categories.Add("nowhere");
        var category = (await shop.Create(request)).Error;
        Assert.Equal("catalog.unknown_category", category.Code);
        Assert.Equal("/categories/0", Assert.Single(category.Faults).Pointer);
        Assert.Equal(0, await shop.Count("product"));
    }

    [Fact]
    public async Task An_update_changes_what_is_given_and_a_stale_one_nothing()
    {
        var shop = await Catalogue.NewShop();
        var made = await shop.Made("Mug", "A1", brand: "Acme", description: "Blue");
        var changed = (await shop.Call(CatalogMethods.UpdateProduct, new UpdateProductRequest { Id = made.Id, Name = "Cup", Description = "", ExpectedVersion = 1 })).Value;
        Assert.Equal(("Cup", "", "Acme", "mug", 2L), (changed.Name, changed.Description, changed.Brand, changed.Slug, changed.Version));
        var stale = await shop.Call(CatalogMethods.UpdateProduct, new UpdateProductRequest { Id = made.Id, Name = "Glass", ExpectedVersion = 1 });
        Assert.Equal((ErrorKind.Stale, "precondition.stale"), (stale.Error.Kind, stale.Error.Code));
        Assert.Equal(changed, await shop.Get(made.Id));
    }

    [Fact]
    public async Task Of_updates_at_once_that_expect_the_same_version_one_succeeds()
    {
        var shop = await Catalogue.NewShop();
        var made = await shop.Made("Mug", "A1");
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(number =>
            shop.Call(CatalogMethods.UpdateProduct, new UpdateProductRequest { Id = made.Id, Name = $"Mug {number}", ExpectedVersion = 1 })));
        Assert.Single(results, result => result.Succeeded);
    }

    [Fact]
    public async Task A_deleted_product_is_gone_with_its_skus_and_told_about()
    {
        var shop = await Catalogue.NewShop();
        var made = await shop.Made("Mug", "A1");
        Assert.True((await shop.Call(CatalogMethods.DeleteProduct, new DeleteProductRequest { Id = made.Id })).Succeeded);
        Assert.Equal("catalog.product_not_found", (await shop.Call(CatalogMethods.DeleteProduct, new DeleteProductRequest { Id = made.Id })).Error.Code);
        Assert.Empty((await shop.Call(CatalogMethods.LookUpVariants, new LookUpVariantsRequest { Skus = { "A1" } })).Value.Variants);
        Assert.Empty(await shop.Search("mug"));
        Assert.Equal(2, await shop.CountTold());
        await shop.Made("Mug", "A1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("no such")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task What_is_no_product_is_not_found(string idOrSlug)
    {
        var shop = await Catalogue.NewShop();
        Assert.Equal(ErrorKind.NotFound, (await shop.Call(CatalogMethods.GetProduct, new GetProductRequest { IdOrSlug = idOrSlug })).Error.Kind);
        Assert.Equal(ErrorKind.NotFound, (await shop.Call(CatalogMethods.UpdateProduct, new UpdateProductRequest { Id = idOrSlug })).Error.Kind);
        Assert.Equal(ErrorKind.NotFound, (await shop.Call(CatalogMethods.UpdateVariant, new UpdateVariantRequest { Sku = idOrSlug })).Error.Kind);
    }

    [Fact]
    public async Task Drafts_are_for_staff_only_but_are_looked_up_as_not_for_sale()
    {
        var shop = await Catalogue.NewShop();
        var draft = await shop.Made("Secret mug", "D1", status: "draft");
        var staff = new Actor(Guid.NewGuid(), Roles.Staff);
        Assert.Equal("catalog.product_not_found", (await shop.Call(CatalogMethods.GetProduct, new GetProductRequest { IdOrSlug = draft.Slug }, Actor.Guest)).Error.Code);
        Assert.Equal(draft, (await shop.Call(CatalogMethods.GetProduct, new GetProductRequest { IdOrSlug = draft.Slug }, staff)).Value);
        Assert.Empty((await shop.Page(new ListProductsRequest())).Products);
        Assert.Empty(await shop.Search("secret"));
        Assert.Single(await shop.Search("secret", staff));
        var found = Assert.Single((await shop.Call(CatalogMethods.LookUpVariants, new LookUpVariantsRequest { Skus = { "D1", "nothing", "\0" } })).Value.Variants);
        Assert.False(found.ForSale);
    }

    [Fact]
    public async Task Shoppers_change_nothing()
    {
        var shop = await Catalogue.NewShop();
        var customer = new Actor(Guid.NewGuid(), Roles.Customer);
        Assert.Equal(ErrorKind.Forbidden, (await shop.Call(CatalogMethods.CreateProduct, Catalogue.Product("Mug", "A1"), customer)).Error.Kind);
        Assert.Equal(ErrorKind.Unauthenticated, (await shop.Call(CatalogMethods.ImportProducts, new ImportProductsRequest(), Actor.Guest)).Error.Kind);
    }
}
