using Kontor.Orders.Model;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Storage;

/// <summary>What became of an order's payment.</summary>
internal sealed record PaymentNews(Guid OrderId, Guid PaymentId, string Status, long Version);

/// <summary>What an order shows of its payment. Payments has the truth; this is the last that Orders heard of it.</summary>
internal static class PaymentSnapshot
{
    /// <summary>
    /// Takes news over unless newer news is known, so they may come twice and in any order; one for each order. An order whose payment is only just being arranged isn't
    /// touched: it gets its payment with its confirmation.
    /// </summary>
    public static Sql Update(ShopId shop, params IReadOnlyList<PaymentNews> news)
    {
        T[] Of<T>(Func<PaymentNews, T> pick) => [.. news.Select(pick)];
        var orders = Of(payment => payment.OrderId);
        return $"""
            UPDATE sales_order AS placed SET payment_id = news.payment_id, payment_status = news.status, payment_version = news.version, version = placed.version + 1
            FROM unnest({orders}, {Of(payment => payment.PaymentId)}, {Of(payment => payment.Status)}, {Of(payment => payment.Version)}) AS news (order_id, payment_id, status, version)
            WHERE placed.shop_id = {shop} AND placed.id = ANY({orders}) AND placed.id = news.order_id AND placed.payment_version < news.version
              AND (placed.payment_id = news.payment_id OR (placed.payment_id IS NULL AND placed.status IN ({OrderStatus.Cancelled}, {OrderStatus.Expired})))
            """;
    }
}
