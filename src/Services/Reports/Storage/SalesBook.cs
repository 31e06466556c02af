using System.Text.Json;
using Kontor.Platform.Storage;
using Kontor.Reports.Model;

namespace Kontor.Reports.Storage;

/// <summary>
/// Books orders into the figures and out of them, any number at once: one statement a table. What counts is decided by the order's own row, so it
/// doesn't matter in which order confirmations and cancellations come, how often, or how many at the same time. All bookings take their rows in the
/// same order, table by table, and the one row that every order of a day wants comes last: it is locked for the shortest time.
/// </summary>
internal static class SalesBook
{
    /// <summary>Takes in orders that were confirmed.</summary>
    /// <returns>How many weren't booked before.</returns>
    public static async Task<Result<int>> Confirm(Transaction transaction, ShopId shop, IReadOnlyCollection<Sale> sales)
    {
        // An upsert refuses to meet the same row twice.
        var given = sales.DistinctBy(sale => sale.OrderId).OrderBy(sale => sale.OrderId).ToList();
        T[] Of<T>(Func<Sale, T> pick) => [.. given.Select(pick)];
        var told = await transaction.List<Told>(
            $"""
            INSERT INTO sale (shop_id, order_id, day, country, units, revenue, lines)
            SELECT {shop}, order_id, day, country, units, revenue, lines::jsonb
            FROM unnest({Of(sale => sale.OrderId)}, {Of(sale => sale.Day)}, {Of(sale => sale.Country)}, {Of(sale => sale.Units)}, {Of(sale => sale.Revenue)},
                        {Of(sale => JsonSerializer.Serialize(sale.Lines, JsonSerializerOptions.Web))}) WITH ORDINALITY
                AS given (order_id, day, country, units, revenue, lines, place)
            ORDER BY place
            ON CONFLICT (shop_id, order_id) DO UPDATE
            SET day = excluded.day, country = excluded.country, units = excluded.units, revenue = excluded.revenue, lines = excluded.lines
            WHERE sale.day IS NULL
            RETURNING order_id, NOT cancelled AS counts
            """);
        if (told.Count > 0)
        {
            // Names are kept of cancelled orders, too: were they not, it would matter what came first.
            await transaction.ExecuteAll([Names(shop, [.. told.Select(order => order.OrderId)]), .. Book(shop, 1, Counting(told))]);
        }

        return told.Count;
    }

    /// <summary>Takes out orders that were cancelled after they had been confirmed, whether or not their confirmation was told yet.</summary>
    /// <returns>How many weren't told of before.</returns>
    public static async Task<Result<int>> Cancel(Transaction transaction, ShopId shop, IReadOnlyCollection<Guid> orders)
    {
        var told = await transaction.List<Told>(
            $"""
            INSERT INTO sale (shop_id, order_id, cancelled)
            SELECT {shop}, order_id, true FROM unnest({orders.Distinct().Order().ToArray()}) WITH ORDINALITY AS given (order_id, place)
            ORDER BY place
            ON CONFLICT (shop_id, order_id) DO UPDATE SET cancelled = true WHERE NOT sale.cancelled
            RETURNING order_id, day IS NOT NULL AS counts
            """);
        if (told.Exists(order => order.Counts))
        {
            await transaction.ExecuteAll(Book(shop, -1, Counting(told)));
        }

        return told.Count;
    }

    private static Guid[] Counting(List<Told> told) => [.. told.Where(order => order.Counts).Select(order => order.OrderId)];

    private static Sql Names(ShopId shop, Guid[] orders) =>
        $"""
        INSERT INTO sold_product AS known (shop_id, sku, name, named_on)
        SELECT DISTINCT ON (line.sku) {shop}, line.sku, line.name, sale.day
        FROM sale CROSS JOIN jsonb_to_recordset(sale.lines) AS line (sku text, name text)
        WHERE sale.shop_id = {shop} AND sale.order_id = ANY({orders})
        ORDER BY line.sku, sale.day DESC, line.name DESC
        ON CONFLICT (shop_id, sku) DO UPDATE SET name = excluded.name, named_on = excluded.named_on
        WHERE (excluded.named_on, excluded.name) > (known.named_on, known.name)
        """;

    /// <summary>What is taken out is read where it was kept when it was put in, so it is the same to the last cent.</summary>
    private static Sql[] Book(ShopId shop, int times, Guid[] orders) =>
    [
        $"""
        INSERT INTO sales_by_product AS kept (shop_id, day, sku, orders, units, revenue)
        SELECT {shop}, sale.day, line.sku, {times} * count(*), {times} * sum(line.units), {times} * sum(line.revenue)
        FROM sale CROSS JOIN jsonb_to_recordset(sale.lines) AS line (sku text, units bigint, revenue bigint)
        WHERE sale.shop_id = {shop} AND sale.order_id = ANY({orders})
        GROUP BY sale.day, line.sku ORDER BY sale.day, line.sku
        ON CONFLICT (shop_id, day, sku) DO UPDATE {Sum()}
        """,
        $"""
        INSERT INTO sales_by_country AS kept (shop_id, day, country, orders, units, revenue)
        SELECT {shop}, day, country, {times} * count(*), {times} * sum(units), {times} * sum(revenue)
        FROM sale WHERE shop_id = {shop} AND order_id = ANY({orders})
        GROUP BY day, country ORDER BY day, country
        ON CONFLICT (shop_id, day, country) DO UPDATE {Sum()}
        """,
        $"""
        INSERT INTO sales_by_day AS kept (shop_id, day, orders, units, revenue)
        SELECT {shop}, day, {times} * count(*), {times} * sum(units), {times} * sum(revenue)
        FROM sale WHERE shop_id = {shop} AND order_id = ANY({orders})
        GROUP BY day ORDER BY day
        ON CONFLICT (shop_id, day) DO UPDATE {Sum()}
        """,
    ];

    private static Sql Sum() => Sql.Verbatim("SET orders = kept.orders + excluded.orders, units = kept.units + excluded.units, revenue = kept.revenue + excluded.revenue");

    private sealed record Told
    {
        public required Guid OrderId { get; init; }

        public required bool Counts { get; init; }
    }
}
