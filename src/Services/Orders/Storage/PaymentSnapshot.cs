using Kontor.Orders.Model;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Storage;

/// <summary>What an order shows of its payment. Payments has the truth; this is the last that Orders heard of it.</summary>
internal static class PaymentSnapshot
{
    /// <summary>
    /// Takes news over unless newer news is known, so it may come twice and in any order. An order whose payment is only just being arranged isn't
    /// touched: it gets its payment with its confirmation.
    /// </summary>
    public static Sql Update(ShopId shop, Guid orderId, Guid paymentId, string status, long paymentVersion) =>
        $"""
        UPDATE sales_order SET payment_id = {paymentId}, payment_status = {status}, payment_version = {paymentVersion}, version = version + 1
        WHERE shop_id = {shop} AND id = {orderId} AND payment_version < {paymentVersion}
          AND (payment_id = {paymentId} OR (payment_id IS NULL AND status IN ({OrderStatus.Cancelled}, {OrderStatus.Expired})))
        """;
}
