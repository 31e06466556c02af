using Kontor.Platform.Storage;

namespace Kontor.Orders.Storage;

/// <summary>What an order shows of its payment. Payments has the truth; this is the last that Orders heard of it.</summary>
internal static class PaymentSnapshot
{
    /// <summary>
    /// Repeating it changes nothing, so it needs no mark of its own. An order whose payment is only just being arranged isn't touched: it gets
    /// its payment with its confirmation.
    /// </summary>
    public static Sql Update(ShopId shop, Guid orderId, Guid paymentId, string status) =>
        $"""
        UPDATE sales_order SET payment_status = {status}, version = version + 1
        WHERE shop_id = {shop} AND id = {orderId} AND payment_id = {paymentId} AND payment_status <> {status}
        """;
}
