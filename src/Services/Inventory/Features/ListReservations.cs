using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Inventory.Features;

/// <summary>Tells what each order has reserved, so that <c>kontor doctor</c> can hold it against what was ordered.</summary>
internal sealed class ListReservations(Database database)
{
    private const int LargestPage = 5_000;

    public async Task<Result<ListReservationsResponse>> Handle(ListReservationsRequest request, CallContext call)
    {
        var after = request.AfterShopId.Length == 0
            ? Sql.Empty
            : (Sql)$"WHERE (shop_id, order_id) > ({Guid.Parse(request.AfterShopId)}, {Guid.Parse(request.AfterOrderId)})";
        var orders = request.OrderIds.Count > 0
            ? (Sql)$"SELECT DISTINCT shop_id, order_id FROM reservation WHERE order_id = ANY({request.OrderIds.Select(Guid.Parse).ToArray()})"
            : (Sql)$"SELECT DISTINCT shop_id, order_id FROM reservation {after} ORDER BY shop_id, order_id LIMIT {Math.Clamp(request.Limit, 1, LargestPage)}";
        var rows = await database.AcrossShops().List<Row>(
            $"""
            SELECT shop_id, order_id, sku, sum(quantity)::bigint AS quantity, max(expires_at) AS held_until
            FROM ({orders}) AS page JOIN reservation USING (shop_id, order_id) LEFT JOIN hold USING (shop_id, order_id)
            GROUP BY shop_id, order_id, sku ORDER BY shop_id, order_id, sku COLLATE "C"
            """,
            call.Aborted);
        return new ListReservationsResponse { Orders = { rows.GroupBy(row => (row.ShopId, row.OrderId)).Select(Order) } };
    }

    private static ReservedOrder Order(IGrouping<(Guid ShopId, Guid OrderId), Row> rows)
    {
        var order = new ReservedOrder
        {
            ShopId = rows.Key.ShopId.ToString(),
            OrderId = rows.Key.OrderId.ToString(),
            Lines = { rows.Select(row => new SkuQuantity { Sku = row.Sku, Quantity = row.Quantity }) },
        };
        if (rows.First().HeldUntil is { } heldUntil)
        {
            order.HeldUntil = heldUntil.ToTimestamp();
        }

        return order;
    }

    private sealed record Row
    {
        public required Guid ShopId { get; init; }

        public required Guid OrderId { get; init; }

        public required string Sku { get; init; }

        public required long Quantity { get; init; }

        public DateTimeOffset? HeldUntil { get; init; }
    }
}
