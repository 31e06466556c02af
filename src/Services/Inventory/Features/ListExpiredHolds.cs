using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Inventory.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Inventory.Features;

/// <summary>Finds holds past their time. Only Orders knows whether an order still needs them, so it asks for this list and decides.</summary>
internal sealed class ListExpiredHolds(Database database, TimeProvider clock)
{
    public async Task<Result<ListExpiredHoldsResponse>> Handle(ListExpiredHoldsRequest request, CallContext call)
    {
        var after = request.AfterExpiresAt is null
            ? Sql.Empty
            : (Sql)$"AND (expires_at, order_id) > ({request.AfterExpiresAt.ToDateTimeOffset()}, {Guid.Parse(request.AfterOrderId)})";
        var rows = await database.AcrossShops().List<Row>(
            $"SELECT shop_id, order_id, expires_at FROM hold WHERE expires_at < {clock.GetUtcNow()} {after} ORDER BY expires_at, order_id LIMIT {Math.Clamp(request.Limit, 1, 1000)}",
            call.Aborted);
        return new ListExpiredHoldsResponse
        {
            Holds = { rows.Select(row => new ExpiredHold { ShopId = row.ShopId.ToString(), OrderId = row.OrderId.ToString(), ExpiresAt = row.ExpiresAt.ToTimestamp() }) },
        };
    }

    private sealed record Row
    {
        public required Guid ShopId { get; init; }

        public required Guid OrderId { get; init; }

        public required DateTimeOffset ExpiresAt { get; init; }
    }
}
