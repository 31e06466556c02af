using Kontor.Testing;
using Npgsql;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios;

public sealed class ShopIsolationTests
{
    [Fact]
    public async Task Shop_a_reads_and_changes_nothing_of_shop_b_on_any_path()
    {
        var installation = await TestInstallation.Shared;
        var (a, b) = (await installation.NewShop(), await installation.NewShop());
        var product = await b.AddProduct("secret", stock: 5);
        using var buyer = b.Http();
        var order = (await buyer.PostJson("/v1/orders", OrderOf(("secret", 1)))).Body;
        var (id, token, payment) = (order.GetProperty("id").GetString(), order.GetProperty("accessToken").GetString(), order.GetProperty("payment").GetProperty("id").GetString());
        using var admin = await a.Staff("admin");

        Assert.Equal(404, (await admin.GetJson($"/v1/products/{product}")).Status);
        Assert.Equal(404, (await admin.GetJson($"/v1/orders/{id}?access_token={token}")).Status);
        Assert.Equal(404, (await admin.GetJson($"/v1/orders/{id}/history")).Status);
        Assert.Equal(404, (await admin.PostJson($"/v1/orders/{id}/cancel", new { })).Status);
        Assert.Equal(404, (await admin.GetJson($"/v1/payments/{payment}")).Status);
        Assert.Equal(404, (await admin.PostJson($"/v1/payments/{payment}/capture", new { })).Status);
        Assert.Equal(404, (await admin.GetJson("/v1/stock/secret")).Status);
        Assert.Equal(404, (await admin.PostJson("/v1/stock/secret/adjustments", new { location = "main", delta = 1, reason = "theft" })).Status);
        Assert.Empty((await admin.GetJson("/v1/orders")).Body.GetProperty("items").EnumerateArray());
        Assert.Empty((await admin.GetJson("/v1/products")).Body.GetProperty("items").EnumerateArray());
        Assert.Empty((await admin.GetJson("/v1/stock/secret/movements")).Body.TryGetProperty("items", out var items) ? items.EnumerateArray() : []);
        Assert.Equal(400, (await admin.PostJson("/v1/orders", OrderOf(("secret", 1)))).Status);

        // With the other shop's name on it, the token itself is refused.
        admin.DefaultRequestHeaders.Remove("X-Shop");
        admin.DefaultRequestHeaders.Add("X-Shop", b.Handle);
        foreach (var path in (string[])["/v1/orders", $"/v1/orders/{id}", "/v1/stock/secret", $"/v1/payments/{payment}", "/v1/products", "/v1/me"])
        {
            var answer = await admin.GetJson(path);
            Assert.Equal((403, "shops.forbidden"), (answer.Status, answer.Code));
        }

        Assert.Equal((5, 1), await b.Level("secret"));
    }

    [Fact]
    public async Task A_query_that_forgets_its_filter_sees_one_shop_and_without_a_shop_nothing()
    {
        var installation = await TestInstallation.Shared;
        var (a, b) = (await installation.NewShop(), await installation.NewShop());
        await a.AddProduct("of-a", stock: 5);
        await b.AddProduct("of-b", stock: 5);

        foreach (var (schema, table) in await ShopTables(installation))
        {
            await using var connection = await AsService(installation, schema);
            Assert.Equal(0L, await Count(connection, $"SELECT count(*) FROM {table}"));

            await using var transaction = await connection.BeginTransactionAsync();
            await Count(connection, $"SELECT 1::bigint FROM set_config('kontor.shop', '{a.Id}', true)");
            Assert.Equal(0L, await Count(connection, $"SELECT count(*) FROM {table} WHERE shop_id <> '{a.Id}'"));
        }

        await using var inventory = await AsService(installation, "inventory");
        await using var change = await inventory.BeginTransactionAsync();
        await Count(inventory, $"SELECT 1::bigint FROM set_config('kontor.shop', '{a.Id}', true)");
        Assert.Equal(1L, await Count(inventory, "WITH changed AS (UPDATE stock_level SET on_hand = 99 RETURNING 1) SELECT count(*) FROM changed"));
        var stolen = await Assert.ThrowsAsync<PostgresException>(() => Count(inventory, $"INSERT INTO location VALUES ('{b.Id}', 'x', 'x', 1) RETURNING 1::bigint"));
        Assert.Contains("row-level security", stolen.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_services_role_is_denied_every_other_services_schema()
    {
        var installation = await TestInstallation.Shared;
        var tables = await ShopTables(installation);
        foreach (var schema in tables.Select(table => table.Schema).Distinct())
        {
            await using var connection = await AsService(installation, schema);
            foreach (var (_, table) in tables.Where(table => table.Schema != schema).DistinctBy(table => table.Schema))
            {
                var denied = await Assert.ThrowsAsync<PostgresException>(() => Count(connection, $"SELECT count(*) FROM {table}"));
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, denied.SqlState);
            }

            var secret = await Assert.ThrowsAsync<PostgresException>(() => Count(connection, "SELECT count(*) FROM kontor.secret"));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, secret.SqlState);
        }
    }

    [Fact]
    public async Task Every_table_with_a_shop_in_it_has_a_forced_policy()
    {
        var installation = await TestInstallation.Shared;
        var unprotected = await installation.Ask<string[]>(
            """
            SELECT coalesce(array_agg(format('%I.%I', nspname, relname)), '{}') FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE relkind IN ('r', 'p') AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'shop_id')
              AND NOT (relrowsecurity AND relforcerowsecurity)
            """);

        Assert.Empty(unprotected);
        Assert.NotEmpty(await ShopTables(installation));
    }

    private static async Task<List<(string Schema, string Table)>> ShopTables(TestInstallation installation) =>
        [.. (await installation.Ask<string[]>(
            """
            SELECT array_agg(format('%I.%I', nspname, relname)) FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE relkind IN ('r', 'p') AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'shop_id')
            """)).Select(table => (table.Split('.')[0], table))];

    /// <summary>A connection with a service's own login, as the service has it.</summary>
    private static async Task<NpgsqlConnection> AsService(TestInstallation installation, string schema)
    {
        var owner = new NpgsqlConnectionStringBuilder(installation.OwnerConnectionString);
        owner.Username = $"{owner.Database}_{schema}";
        owner.SearchPath = schema;
        owner.Pooling = false;
        var connection = new NpgsqlConnection(owner.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<long> Count(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
