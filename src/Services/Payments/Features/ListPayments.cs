using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Storage;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Features;

/// <summary>Tells how each order is paid, so that <c>kontor doctor</c> can hold it against the orders.</summary>
internal sealed class ListPayments(Database db)
{
    private const int LargestPage = 5_000;

    public async Task<Result<ListPaymentsResponse>> Handle(ListPaymentsRequest request, CallContext call)
    {
        var after = request.AfterShopId.Length == 0
            ? Sql.Empty
            : (Sql)$"WHERE (shop_id, order_id) > ({Guid.Parse(request.AfterShopId)}, {Guid.Parse(request.AfterOrderId)})";
        var page = request.OrderIds.Count > 0
            ? (Sql)$"WHERE order_id = ANY({request.OrderIds.Select(Guid.Parse).ToArray()})"
            : (Sql)$"{after} ORDER BY shop_id, order_id LIMIT {Math.Clamp(request.Limit, 1, LargestPage)}";
        var rows = await db.AcrossShops().List<PaymentRow>($"SELECT {PaymentRow.Columns}, changed_at FROM payment {page}", call.Aborted);
        return new ListPaymentsResponse
        {
            Payments = { rows.Select(row => new ListedPayment { ShopId = row.ShopId.ToString(), Payment = row.ToContract(), ChangedAt = row.ChangedAt.ToTimestamp() }) },
        };
    }
}
