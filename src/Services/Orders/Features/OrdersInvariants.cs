using Kontor.Contracts.Orders.V1;
using Kontor.Orders.Model;
using Kontor.Platform.Hosting;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Features;

/// <summary>What must hold of orders at any moment, for <c>kontor doctor</c>.</summary>
internal sealed class OrdersInvariants(Database database, TimeProvider clock)
{
    /// <summary>Answers are deleted after a day.</summary>
    private static readonly TimeSpan s_answersAreKept = TimeSpan.FromHours(23);

    /// <summary>Tax as <see cref="Model.Totals"/> takes it, in whole numbers: a quotient with decimals would have been rounded once more.</summary>
    public Task<Findings> TotalsAddUp(CancellationToken cancellation) => database.Examine(
        "orders",
        $"SELECT count(*) FROM sales_order",
        $"""
        SELECT format('order %s of shop %s: items %s, lines sum to %s, shipping %s, tax %s, total %s', number, shop_id, items, line_total, shipping, tax, total)
        FROM (SELECT placed.*, (items + shipping)::numeric * tax_rate_ppm AS taxed, 1000000 + CASE WHEN prices_include_tax THEN tax_rate_ppm ELSE 0 END AS whole,
                     (SELECT coalesce(sum(CASE WHEN line.total = line.quantity * line.unit_price THEN line.total END), 0) FROM sales_order_line AS line
                      WHERE line.shop_id = placed.shop_id AND line.order_id = placed.id) AS line_total
              FROM sales_order AS placed) AS placed
        WHERE items <> line_total OR total <> items + shipping + CASE WHEN prices_include_tax THEN 0 ELSE tax END
           OR tax <> CASE WHEN currency = 'JPY' THEN div(taxed, whole) ELSE div(2 * taxed + whole, 2 * whole) END
        LIMIT 50
        """,
        cancellation);

    /// <summary>But for the numbers that were passed over for imported orders.</summary>
    public Task<Findings> NumbersHaveNoGaps(CancellationToken cancellation) => database.Examine(
        "orders",
        $"SELECT count(*) FROM sales_order",
        $"""
        SELECT format('shop %s: %s orders got numbers of the counter, the last is %s; it is at %s and passed %s over', shop_id, coalesce(placed.count, 0), placed.max, last, coalesce(passed, 0))
        FROM (SELECT shop_id, count(*), max(number), count(*) FILTER (WHERE EXISTS (
                         SELECT FROM imported_numbers AS taken WHERE taken.shop_id = placed.shop_id AND number > above AND number <= up_to)) AS among_imported
              FROM sales_order AS placed
              WHERE NOT EXISTS (SELECT FROM imported_order AS imported WHERE imported.shop_id = placed.shop_id AND imported.order_id = placed.id) GROUP BY shop_id) AS placed
        FULL JOIN order_counter USING (shop_id)
        LEFT JOIN (SELECT shop_id, sum(up_to - above) AS passed FROM imported_numbers GROUP BY shop_id) AS imported USING (shop_id)
        WHERE coalesce(placed.count, 0) <> coalesce(last - {OrderNumbers.BeforeFirst} - coalesce(passed, 0), 0) OR placed.max > last OR placed.among_imported > 0 LIMIT 50
        """,
        cancellation);

    public Task<Findings> ReturnsFit(CancellationToken cancellation) => database.Examine(
        "returned lines",
        $"SELECT count(*) FROM imported_return_line",
        $"""
        SELECT format('line %s of order %s in shop %s: %s sold, %s given back', line, order_id, shop_id, sold.quantity, given.quantity)
        FROM (SELECT shop_id, order_id, line, sum(quantity) AS quantity FROM imported_return_line GROUP BY shop_id, order_id, line) AS given
        JOIN sales_order_line AS sold USING (shop_id, order_id, line)
        WHERE given.quantity > sold.quantity LIMIT 50
        """,
        cancellation);

    public Task<Findings> NoOrderIsStranded(CancellationToken cancellation)
    {
        var settledSince = clock.GetUtcNow() - Findings.Grace;
        var waiting = (Sql)$"status = 'pending' AND NOT (payment_id IS NOT NULL AND pay_until IS NOT NULL AND pay_until >= {clock.GetUtcNow()})";
        return database.Examine(
            "orders",
            $"SELECT count(*) FROM sales_order",
            $"""
            SELECT format('order %s of shop %s is pending since %s', number, shop_id, created_at)
            FROM sales_order WHERE {waiting} AND created_at < {settledSince} AND (pay_until IS NULL OR payment_id IS NULL OR pay_until < {settledSince}) LIMIT 50
            """,
            cancellation,
            inFlight: $"SELECT count(*) FROM sales_order WHERE {waiting}");
    }

    /// <summary>A repeat of the request that placed an order must be told of this order.</summary>
    public Task<Findings> AnswersStand(CancellationToken cancellation)
    {
        var recent = (Sql)$"status = 'confirmed' AND request_key IS NOT NULL AND created_at > {clock.GetUtcNow() - s_answersAreKept}";
        return database.Examine(
            "orders of the last day",
            $"SELECT count(*) FROM sales_order WHERE {recent}",
            $"""
            SELECT format('order %s of shop %s', number, placed.shop_id)
            FROM (SELECT * FROM sales_order WHERE {recent}) AS placed
            LEFT JOIN idempotency_key AS kept ON kept.shop_id = placed.shop_id AND kept.actor = request_actor AND kept.method = {OrdersMethods.PlaceOrder.Path} AND kept.key = request_key
            WHERE kept.answer IS NULL LIMIT 50
            """,
            cancellation);
    }
}
