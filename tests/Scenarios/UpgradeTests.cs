using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Testing;
using Npgsql;

namespace Kontor.Scenarios;

/// <summary>What the version before has left is taken over by the migrations, also where the database's owner isn't a superuser, whom row-level security shows nothing.</summary>
public sealed class UpgradeTests
{
    [Fact]
    public async Task Places_in_lists_and_requests_for_stock_are_taken_over()
    {
        var database = await TestInstallation.NewDatabase();
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await Do(database, $"CREATE ROLE {name}_owner LOGIN CREATEROLE; ALTER DATABASE {name} OWNER TO {name}_owner; ALTER SCHEMA public OWNER TO {name}_owner");
        var owner = new NpgsqlConnectionStringBuilder(database) { Username = $"{name}_owner" }.ConnectionString;

        var before = await TestInstallation.Start(owner);
        var shop = await before.NewShop();
        await shop.Call(CatalogMethods.ImportProducts, new ImportProductsRequest { Products = { Mug(1, 300), Mug(2, 200), Mug(3, 100) } });
        await shop.Adjust("mug-1", 5);
        var order = await Reserve(shop);
        await before.App.DisposeAsync();
        await Do(
            database,
            """
            DROP TRIGGER take_place ON catalog.product_category;
            DROP TRIGGER change_places ON catalog.product;
            DROP FUNCTION catalog.take_place, catalog.change_places, catalog.few_products;
            ALTER TABLE catalog.product_category DROP COLUMN status, DROP COLUMN name_key, DROP COLUMN price_from, DROP COLUMN popularity;
            UPDATE inventory.hold SET request_key = 'guest/one/body';
            DROP TABLE inventory.request;
            DELETE FROM kontor.migration WHERE name IN ('0004_product_places', '0005_few_products', '0002_requests');
            """);

        var since = await TestInstallation.Start(owner);
        shop = new TestShop(since, shop.Id, shop.Handle, shop.Currency);
        var listed = (await shop.Call(CatalogMethods.ListProducts, new ListProductsRequest { Category = "mugs", Sort = "price" })).Value;
        Assert.Equal(["Mug 3", "Mug 2", "Mug 1"], listed.Products.Select(product => product.Name));
        Assert.Equal(order, await Reserve(shop));
        await since.App.DisposeAsync();
    }

    private static ImportedProduct Mug(int number, long price) => new()
    {
        Sku = $"mug-{number}",
        Name = $"Mug {number}",
        CategoryPath = { "Mugs" },
        Price = new MoneyAmount { Amount = price, Currency = "EUR" },
    };

    /// <summary>Asks for stock with one and the same key.</summary>
    /// <returns>The order that has it.</returns>
    private static async Task<string> Reserve(TestShop shop)
    {
        var request = new ReserveRequest
        {
            OrderId = Guid.NewGuid().ToString(),
            HoldSeconds = 600,
            RequestKey = "guest/one",
            RequestBody = "body",
            Lines = { new SkuQuantity { Sku = "mug-1", Quantity = 1 } },
        };
        return (await shop.Call(InventoryMethods.Reserve, request)).Value.OrderId;
    }

    private static async Task Do(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
