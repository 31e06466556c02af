using Kontor.Platform.Storage;

namespace Kontor.Orders.Features;

/// <summary>What must hold of orders at any moment, for <c>kontor doctor</c>.</summary>
internal sealed class OrdersInvariants(Database database, TimeProvider clock)
{
    private static readonly TimeSpan s_settledAfter = TimeSpan.FromMinutes(3);

    public Task<IReadOnlyList<string>> TotalsAddUp(CancellationToken cancellation) => Find(
        $"""
        SELECT format('order %s: items %s, lines sum to %s, total %s', number, items, line_total, total)
        FROM (SELECT placed.*, (SELECT coalesce(sum(line.total), 0) FROM sales_order_line AS line WHERE line.shop_id = placed.shop_id AND line.order_id = placed.id) AS line_total
              FROM sales_order AS placed) AS placed
        WHERE items <> line_total OR total <> items + shipping + CASE WHEN prices_include_tax THEN 0 ELSE tax END
        LIMIT 50
        """,
        cancellation);

    public Task<IReadOnlyList<string>> NumbersHaveNoGaps(CancellationToken cancellation) => Find(
        $"""
        SELECT format('shop %s: %s orders, numbers %s to %s', shop_id, count(*), min(number), max(number))
        FROM sales_order GROUP BY shop_id HAVING max(number) - min(number) + 1 <> count(*) LIMIT 50
        """,
        cancellation);

    public Task<IReadOnlyList<string>> ConfirmedOrdersHavePayments(CancellationToken cancellation) => Find(
        $"SELECT format('order %s', number) FROM sales_order WHERE status NOT IN ('pending', 'cancelled', 'expired') AND payment_id IS NULL LIMIT 50",
        cancellation);

    public Task<IReadOnlyList<string>> NoOrderIsStranded(CancellationToken cancellation) => Find(
        $"""
        SELECT format('order %s is pending since %s', number, created_at)
        FROM sales_order WHERE status = 'pending' AND created_at < {clock.GetUtcNow() - s_settledAfter} AND (pay_until IS NULL OR pay_until < {clock.GetUtcNow() - s_settledAfter})
        LIMIT 50
        """,
        cancellation);

    private async Task<IReadOnlyList<string>> Find(Sql violations, CancellationToken cancellation) => await database.AcrossShops().List<string>(violations, cancellation);
}
