using Kontor.Contracts.Catalog.V1;

namespace Kontor.Catalog.Tests;

public class VariantTests
{
    [Fact]
    public async Task Variants_raise_the_version_and_the_lowest_price_follows()
    {
        var shop = await Catalogue.NewShop();
        var made = await shop.Made("Mug", "A1", 1000);
        var added = (await shop.Call(CatalogMethods.AddVariant, new AddVariantRequest { ProductId = made.Id, Variant = new NewVariant { Sku = "A2", Price = Catalogue.Price(700) } })).Value;
        Assert.Equal((700L, 2L), (added.PriceFrom.Amount, added.Version));
        var raised = (await shop.Call(CatalogMethods.UpdateVariant, new UpdateVariantRequest { Sku = "A2", Price = Catalogue.Price(1500) })).Value;
        Assert.Equal((1000L, 3L), (raised.PriceFrom.Amount, raised.Version));
        var options = (await shop.Call(CatalogMethods.UpdateVariant, new UpdateVariantRequest { Sku = "A2", Options = new OptionMap { Values = { ["size"] = "L" } }, ExpectedVersion = 3 })).Value;
        Assert.Equal((1500L, "L"), (options.Variants[1].Price.Amount, options.Variants[1].Options["size"]));
        Assert.True((await shop.Call(CatalogMethods.DeleteVariant, new DeleteVariantRequest { Sku = "A1" })).Succeeded);
        Assert.Equal(1500, (await shop.Get(made.Id)).PriceFrom.Amount);
    }

    [Fact]
    public async Task A_sku_is_one_article_in_the_whole_shop()
    {
        var shop = await Catalogue.NewShop();
        await shop.Made("Mug", "A1");
        var other = await shop.Made("Cup", "B1");
        var error = (await shop.Call(CatalogMethods.AddVariant, new AddVariantRequest { ProductId = other.Id, Variant = new NewVariant { Sku = "A1", Price = Catalogue.Price(1) } })).Error;
        Assert.Equal(("catalog.sku_taken", "/sku"), (error.Code, Assert.Single(error.Faults).Pointer));
        Assert.Equal(other, await shop.Get(other.Id));

        // Compared exactly.
        Assert.True((await shop.Call(CatalogMethods.AddVariant, new AddVariantRequest { ProductId = other.Id, Variant = new NewVariant { Sku = "a1", Price = Catalogue.Price(1) } })).Succeeded);
    }

    [Fact]
    public async Task The_last_variant_stays_also_when_the_last_two_are_deleted_at_once()
    {
        var shop = await Catalogue.NewShop();
        for (var round = 0; round < 5; round++)
        {
            var request = Catalogue.Product("Mug", $"A{round}");
            request.Variants.Add(new NewVariant { Sku = $"B{round}", Price = Catalogue.Price(1) });
            var made = (await shop.Create(request)).Value;
            var results = await Task.WhenAll(made.Variants.Select(variant => shop.Call(CatalogMethods.DeleteVariant, new DeleteVariantRequest { Sku = variant.Sku })));
            Assert.Equal("catalog.last_variant", Assert.Single(results, result => !result.Succeeded).Error.Code);
            Assert.Single((await shop.Get(made.Id)).Variants);
        }
    }

    [Fact]
    public async Task Variants_added_at_once_all_stand_and_the_price_is_right()
    {
        var shop = await Catalogue.NewShop();
        var made = await shop.Made("Mug", "A", 1000);
        await Task.WhenAll(Enumerable.Range(1, 12).Select(number =>
            shop.Call(CatalogMethods.AddVariant, new AddVariantRequest { ProductId = made.Id, Variant = new NewVariant { Sku = $"A{number}", Price = Catalogue.Price(1000 - number) } })));
        var product = await shop.Get(made.Id);
        Assert.Equal((13, 988L, 13L), (product.Variants.Count, product.PriceFrom.Amount, product.Version));
    }

    [Fact]
    public async Task Two_hundred_variants_are_enough()
    {
        var shop = await Catalogue.NewShop();
        var request = Catalogue.Product("Mug", "A");
        request.Variants.Add(Enumerable.Range(1, 199).Select(number => new NewVariant { Sku = $"A{number}", Price = Catalogue.Price(1) }));
        var made = (await shop.Create(request)).Value;
        var more = await shop.Call(CatalogMethods.AddVariant, new AddVariantRequest { ProductId = made.Id, Variant = new NewVariant { Sku = "B", Price = Catalogue.Price(1) } });
        Assert.Equal("catalog.too_many_variants", more.Error.Code);
    }

    [Fact]
    public async Task A_price_in_another_currency_or_out_of_range_changes_nothing()
    {
        var shop = await Catalogue.NewShop();
        var made = await shop.Made("Mug", "A1");
        Assert.Equal("catalog.wrong_currency", (await shop.Call(CatalogMethods.UpdateVariant, new UpdateVariantRequest { Sku = "A1", Price = Catalogue.Price(1, "USD") })).Error.Code);
        Assert.Equal("catalog.invalid", (await shop.Call(CatalogMethods.UpdateVariant, new UpdateVariantRequest { Sku = "A1", Price = Catalogue.Price(1_000_000_000_01) })).Error.Code);
        Assert.Equal(made, await shop.Get(made.Id));
    }
}
