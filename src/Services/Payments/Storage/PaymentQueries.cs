using Kontor.Platform.Storage;

namespace Kontor.Payments.Storage;

/// <summary>Finding payments. An id that isn't one finds nothing, like an id that nobody has.</summary>
internal static class PaymentQueries
{
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMilliseconds(160);

    public static Sql ById(ShopId shop, Guid id) => $"SELECT {PaymentRow.Columns} FROM payment WHERE shop_id = {shop} AND id = {id}";

    public static Sql ByOrder(ShopId shop, Guid order) => $"SELECT {PaymentRow.Columns} FROM payment WHERE shop_id = {shop} AND order_id = {order}";

    /// <summary>A payment by its id. The promised one of an order is written a moment after the order was answered, so who comes early waits that long.</summary>
    public static async Task<PaymentRow?> AwaitPayment(this DatabaseScope scope, ShopId shop, Guid id, CancellationToken aborted)
    {
        for (var wait = s_shortestWait; ; wait *= 2)
        {
            if (await scope.Find<PaymentRow>(ById(shop, id), aborted) is { } payment)
            {
                return payment;
            }

            if (wait > s_longestWait)
            {
                return null;
            }

            await Task.Delay(wait, aborted);
        }
    }
}
