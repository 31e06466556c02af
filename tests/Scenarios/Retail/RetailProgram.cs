using System.Diagnostics;
using System.Text.Json;
using Kontor.Testing;

namespace Kontor.Scenarios.Retail;

/// <summary>The import as a user runs it, on a database of the test's.</summary>
internal static class RetailProgram
{
    public const string Shop = "giftware";

    public static Process Launch(string database, string home, string path, string shop = Shop)
    {
        var settings = new Npgsql.NpgsqlConnectionStringBuilder(database);
        return RunningProgram.Launch(
            [("KONTOR_HOME", home), ("KONTOR_DATABASE", $"postgres://{settings.Username}@localhost/{settings.Database}?host={Uri.EscapeDataString(settings.Host!)}")],
            "import", "online-retail", path, "--shop", shop, "--json");
    }

    public static async Task<(int Status, string Output, string Complaint)> Try(string database, string home, string path, string shop = Shop)
    {
        using var process = Launch(database, home, path, shop);
        var output = process.StandardOutput.ReadToEndAsync();
        var complaint = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, complaint);
    }

    /// <summary>The figures that it prints.</summary>
    public static async Task<JsonElement> Import(string database, string path)
    {
        using var home = new TemporaryFolder();
        var (status, output, complaint) = await Try(database, home.Path, path);
        Assert.True(status == 0, complaint);
        return JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement;
    }

    /// <summary>All that an import leaves, but for ids and times that it makes itself: the same for the same file, however often it was stopped.</summary>
    public static Task<string> StateOf(TestInstallation installation) => installation.Ask<string>(
        """
        SELECT concat_ws(E'\n',
            (SELECT sum(hashtextextended(format('%s %s %s %s', sku, price, name, product.popularity), 0)::numeric) FROM catalog.variant JOIN catalog.product ON product.id = product_id),
            (SELECT sum(hashtextextended(format('%s %s', email, name), 0)::numeric) FROM users.account),
            (SELECT sum(hashtextextended(concat_ws(' ', number, status, email, shipping_address, items, shipping, total, created_at, version), 0)::numeric) FROM orders.sales_order AS placed),
            (SELECT sum(hashtextextended(entry::text, 0)::numeric) FROM (SELECT number, line, sku, quantity, unit_price, line.total FROM orders.sales_order_line AS line JOIN orders.sales_order ON id = order_id) AS entry),
            (SELECT sum(hashtextextended(entry::text, 0)::numeric) FROM (SELECT number, at, event, actor, detail FROM orders.order_history JOIN orders.sales_order AS placed ON placed.id = order_id) AS entry),
            (SELECT sum(hashtextextended(format('%s %s', number, taken), 0)::numeric) FROM orders.imported_return),
            (SELECT sum(hashtextextended(entry::text, 0)::numeric) FROM (SELECT placed.number AS sold, line, given.number, part, quantity FROM orders.imported_return_line AS given JOIN orders.sales_order AS placed ON id = order_id) AS entry),
            (SELECT string_agg(format('%s %s', above, up_to), ',') FROM orders.imported_numbers), (SELECT string_agg(last::text, ',') FROM orders.order_counter),
            (SELECT sum(hashtextextended(format('%s %s %s', sku, on_hand, reserved), 0)::numeric) FROM inventory.stock_level),
            (SELECT sum(hashtextextended(format('%s %s %s', sku, kind, on_hand_delta), 0)::numeric) FROM inventory.stock_movement),
            (SELECT sum(hashtextextended(format('%s %s %s %s %s %s', day, orders, units, revenue, returned_units, returned_revenue), 0)::numeric) FROM reports.sales_by_day),
            (SELECT sum(hashtextextended(format('%s %s %s %s %s %s %s', day, sku, orders, units, revenue, returned_units, returned_revenue), 0)::numeric) FROM reports.sales_by_product),
            (SELECT sum(hashtextextended(format('%s %s %s %s %s %s %s', day, country, orders, units, revenue, returned_units, returned_revenue), 0)::numeric) FROM reports.sales_by_country),
            (SELECT count(*) FROM payments.payment), (SELECT count(*) FROM inventory.reservation))
        """);

    /// <summary>How often each imported order and return was told: once each.</summary>
    public static async Task<bool> EachWasToldOnce(TestInstallation installation) => await installation.Ask<bool>(
        $"""
        SELECT (SELECT count(*) = count(DISTINCT id) AND count(*) = (SELECT count(*) FROM orders.imported_order)
                FROM (SELECT jsonb_array_elements(body -> 'orders') ->> 'id' AS id FROM {TestInstallation.Told("orders")} WHERE type = 'orders.imported') AS told)
           AND (SELECT count(*) = count(DISTINCT id) AND count(*) = (SELECT count(*) FROM orders.imported_return WHERE true = ANY (taken))
                FROM (SELECT jsonb_array_elements(body -> 'returns') ->> 'id' AS id FROM {TestInstallation.Told("orders")} WHERE type = 'orders.returned') AS told)
        """);
}
