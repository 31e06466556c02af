using System.Text.Json;
using Kontor.Platform.Storage;
using Kontor.Reports.Model;

namespace Kontor.Reports.Storage;

/// <summary>Books what was given back into the figures. Takes its rows in the same order as <see cref="SalesBook"/>.</summary>
internal static class ReturnsBook
{
    /// <returns>How many weren't booked before.</returns>
    public static async Task<Result<int>> Add(Transaction transaction, ShopId shop, IReadOnlyCollection<Sale> returns)
    {
        var given = returns.DistinctBy(sale => sale.OrderId).OrderBy(sale => sale.OrderId).ToList();
        T[] Of<T>(Func<Sale, T> pick) => [.. given.Select(pick)];
        var told = (await transaction.List<Guid>(
            $"""
            INSERT INTO sale_return (shop_id, return_id, day, country, units, revenue, lines)
            SELECT {shop}, return_id, day, country, units, revenue, lines::jsonb
            FROM unnest({Of(sale => sale.OrderId)}, {Of(sale => sale.Day)}, {Of(sale => sale.Country)}, {Of(sale => sale.Units)}, {Of(sale => sale.Revenue)},
                        {Of(sale => JsonSerializer.Serialize(sale.Lines, JsonSerializerOptions.Web))}) WITH ORDINALITY
                AS given (return_id, day, country, units, revenue, lines, place)
            ORDER BY place
            ON CONFLICT DO NOTHING
            RETURNING return_id
            """)).ToArray();
        if (told.Length > 0)
        {
            await transaction.ExecuteAll(
                $"""
                INSERT INTO sales_by_product AS kept (shop_id, day, sku, orders, units, revenue, returned_units, returned_revenue)
                SELECT {shop}, given.day, line.sku, 0, 0, 0, sum(line.units), sum(line.revenue)
                FROM sale_return AS given CROSS JOIN jsonb_to_recordset(lines) AS line (sku text, units bigint, revenue bigint)
                WHERE given.shop_id = {shop} AND return_id = ANY({told})
                GROUP BY given.day, line.sku ORDER BY given.day, line.sku
                ON CONFLICT (shop_id, day, sku) DO UPDATE {Sum()}
                """,
                $"""
                INSERT INTO sales_by_country AS kept (shop_id, day, country, orders, units, revenue, returned_units, returned_revenue)
                SELECT {shop}, day, country, 0, 0, 0, sum(units), sum(revenue)
                FROM sale_return WHERE shop_id = {shop} AND return_id = ANY({told}) GROUP BY day, country ORDER BY day, country
                ON CONFLICT (shop_id, day, country) DO UPDATE {Sum()}
                """,
                $"""
                INSERT INTO sales_by_day AS kept (shop_id, day, orders, units, revenue, returned_units, returned_revenue)
                SELECT {shop}, day, 0, 0, 0, sum(units), sum(revenue)
                FROM sale_return WHERE shop_id = {shop} AND return_id = ANY({told}) GROUP BY day ORDER BY day
                ON CONFLICT (shop_id, day) DO UPDATE {Sum()}
                """);
        }

        return told.Length;
    }

    private static Sql Sum() => Sql.Verbatim("SET returned_units = kept.returned_units + excluded.returned_units, returned_revenue = kept.returned_revenue + excluded.returned_revenue");
}
