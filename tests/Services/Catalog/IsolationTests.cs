using Kontor.Contracts.Catalog.V1;
using Npgsql;

namespace Kontor.Catalog.Tests;

public class IsolationTests
{
    [Fact]
    public async Task Shops_share_skus_slugs_and_words_but_nothing_else()
    {
        var (a, b) = (await Catalogue.NewShop(), await Catalogue.NewShop());
        var mine = await a.Made("Mug", "A1");
        var theirs = await b.Made("Mug", "A1");
        Assert.Equal(mine.Slug, theirs.Slug);
        Assert.Equal([mine], (await a.Page(new ListProductsRequest { Query = "mug" })).Products);
        Assert.Equal("catalog.product_not_found", (await a.Call(CatalogMethods.GetProduct, new GetProductRequest { IdOrSlug = theirs.Id })).Error.Code);
        Assert.Equal("catalog.product_not_found", (await a.Call(CatalogMethods.DeleteProduct, new DeleteProductRequest { Id = theirs.Id })).Error.Code);
        Assert.Equal(theirs, await b.Get("mug"));
    }

    [Theory]
    [InlineData("SELECT count(*) FROM catalog.product")]
    [InlineData("SELECT count(*) FROM catalog.variant")]
    [InlineData("SELECT count(*) FROM catalog.product_search WHERE words @@ 'mug'::tsquery")]
    [InlineData("SELECT count(*) FROM catalog.find_products(current_setting('kontor.shop')::uuid, '''mug''')")]
    public async Task A_query_that_forgets_its_condition_sees_one_shop(string query)
    {
        var (a, b) = (await Catalogue.NewShop(), await Catalogue.NewShop());
        await a.Made("Mug", "A1");
        await b.Made("Mug", "B1");
        Assert.Equal(1L, await AsService(a, query));
    }

    [Fact]
    public async Task The_search_function_refuses_another_shop_than_the_one_that_is_set()
    {
        var (a, b) = (await Catalogue.NewShop(), await Catalogue.NewShop());
        await b.Made("Mug", "B1");
        Assert.Equal(0L, await AsService(a, $"SELECT count(*) FROM catalog.find_products('{b.Id}', '''mug''')"));
        Assert.Equal(0L, await AsService(null, $"SELECT count(*) FROM catalog.find_products('{b.Id}', '''mug''')"));
    }

    [Fact]
    public async Task Nobody_but_the_service_may_search()
    {
        var shop = await Catalogue.NewShop();
        var denied = await Assert.ThrowsAsync<PostgresException>(() => AsService(shop, "SELECT count(*) FROM catalog.find_products(NULL, NULL)", "orders"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, denied.SqlState);
    }

    private static async Task<object?> AsService(Testing.TestShop? shop, string query, string service = "catalog")
    {
        await using var source = NpgsqlDataSource.Create((await Testing.TestInstallation.Shared).OwnerConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"SELECT set_config('role', current_database() || '_{service}', false), set_config('kontor.shop', '{shop?.Id}', false)", connection);
        await command.ExecuteNonQueryAsync();
        await using var asked = new NpgsqlCommand(query, connection);
        return await asked.ExecuteScalarAsync();
    }
}
