using Kontor.Platform.Hosting;
using Kontor.Platform.Storage;

namespace Kontor.Reports.Features;

/// <summary>What must hold of the figures at any moment, for <c>kontor doctor</c>.</summary>
internal sealed class ReportsInvariants(Database database)
{
    public Task<Findings> ReportsEqualOrders(CancellationToken cancellation) => database.Examine(
        "orders",
        counted: $"SELECT count(*) FROM sale",
        violations:
        $"""
        SELECT format('%s in shop %s: %s orders, %s units, revenue %s, %s and %s given back; its orders sum to %s, %s and %s, its returns to %s and %s', key, shop_id,
                      coalesce(kept.orders, 0), coalesce(kept.units, 0), coalesce(kept.revenue, 0), coalesce(kept.returned_units, 0), coalesce(kept.returned_revenue, 0),
                      coalesce(sold.orders, 0), coalesce(sold.units, 0), coalesce(sold.revenue, 0), coalesce(given.units, 0), coalesce(given.revenue, 0))
        FROM (SELECT shop_id, day::text AS key, orders, units, revenue, returned_units, returned_revenue FROM sales_by_day
              UNION ALL SELECT shop_id, format('country %s on %s', country, day), orders, units, revenue, returned_units, returned_revenue FROM sales_by_country
              UNION ALL SELECT shop_id, format('SKU %s on %s', sku, day), orders, units, revenue, returned_units, returned_revenue FROM sales_by_product) AS kept
        FULL JOIN (SELECT shop_id, day::text AS key, count(*) AS orders, sum(units) AS units, sum(revenue) AS revenue
                   FROM sale WHERE NOT cancelled GROUP BY shop_id, day
                   UNION ALL SELECT shop_id, format('country %s on %s', country, day), count(*), sum(units), sum(revenue)
                   FROM sale WHERE NOT cancelled GROUP BY shop_id, day, country
                   UNION ALL SELECT shop_id, format('SKU %s on %s', line.sku, day), count(*), sum(line.units), sum(line.revenue)
                   FROM sale CROSS JOIN jsonb_to_recordset(lines) AS line (sku text, units bigint, revenue bigint) WHERE NOT cancelled GROUP BY shop_id, day, line.sku) AS sold
            USING (shop_id, key)
        FULL JOIN (SELECT shop_id, day::text AS key, sum(units) AS units, sum(revenue) AS revenue FROM sale_return GROUP BY shop_id, day
                   UNION ALL SELECT shop_id, format('country %s on %s', country, day), sum(units), sum(revenue) FROM sale_return GROUP BY shop_id, day, country
                   UNION ALL SELECT shop_id, format('SKU %s on %s', line.sku, day), sum(line.units), sum(line.revenue)
                   FROM sale_return CROSS JOIN jsonb_to_recordset(lines) AS line (sku text, units bigint, revenue bigint) GROUP BY shop_id, day, line.sku) AS given
            USING (shop_id, key)
        WHERE coalesce(kept.orders, 0) <> coalesce(sold.orders, 0) OR coalesce(kept.units, 0) <> coalesce(sold.units, 0) OR coalesce(kept.revenue, 0) <> coalesce(sold.revenue, 0)
           OR coalesce(kept.returned_units, 0) <> coalesce(given.units, 0) OR coalesce(kept.returned_revenue, 0) <> coalesce(given.revenue, 0)
        LIMIT 50
        """,
        cancellation);

    public Task<Findings> NothingIsNegative(CancellationToken cancellation) => database.Examine(
        "figures",
        counted: $"SELECT (SELECT count(*) FROM sales_by_day) + (SELECT count(*) FROM sales_by_country) + (SELECT count(*) FROM sales_by_product)",
        violations:
        $"""
        SELECT format('%s in shop %s: %s orders, %s units, revenue %s, %s and %s given back', key, shop_id, orders, units, revenue, returned_units, returned_revenue)
        FROM (SELECT shop_id, day::text AS key, orders, units, revenue, returned_units, returned_revenue FROM sales_by_day
              UNION ALL SELECT shop_id, format('country %s on %s', country, day), orders, units, revenue, returned_units, returned_revenue FROM sales_by_country
              UNION ALL SELECT shop_id, format('SKU %s on %s', sku, day), orders, units, revenue, returned_units, returned_revenue FROM sales_by_product) AS kept
        WHERE least(orders, units, revenue, returned_units, returned_revenue) < 0 LIMIT 50
        """,
        cancellation);
}
