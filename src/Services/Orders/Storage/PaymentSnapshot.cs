using Kontor.Platform.Storage;

namespace Kontor.Orders.Storage;

/// <summary>What an order shows of its payment. Payments has the truth; this is the last that Orders heard of it.</summary>
internal static class PaymentSnapshot
{
    public static Task Update(Transaction transaction, ShopId shop, Guid orderId, string status) => transaction.Execute(
        $"""
        UPDATE sales_order SET payment_status = {status}, version = version + 1
        WHERE shop_id = {shop} AND id = {orderId} AND payment_status <> {status}
        """);
}
