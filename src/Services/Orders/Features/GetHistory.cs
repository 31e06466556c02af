using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Orders.V1;
using Kontor.Orders.Storage;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Features;

/// <summary>Tells what became of an order, step by step.</summary>
internal sealed class GetHistory(Database database, OrderAccess access)
{
    public async Task<Result<OrderHistory>> Handle(GetOrderRequest request, CallContext call)
    {
        if (!Guid.TryParse(request.Id, out var id)
            || await database.In(call.Shop).FindOrder(call.Shop, id, call.Aborted) is not var (row, _)
            || !await access.MaySee(id, row.CustomerId, request.AccessToken, call))
        {
            return OrdersErrors.Unknown;
        }

        var entries = await database.In(call.Shop).List<Entry>(
            $"SELECT at, event, actor, detail FROM order_history WHERE shop_id = {call.Shop} AND order_id = {id} ORDER BY id", call.Aborted);
        return new OrderHistory
        {
            Entries = { entries.Select(entry => new HistoryEntry { At = entry.At.ToTimestamp(), Event = entry.Event, Actor = entry.Actor, Detail = entry.Detail }) },
        };
    }

    private sealed record Entry
    {
        public required DateTimeOffset At { get; init; }

        public required string Event { get; init; }

        public required string Actor { get; init; }

        public required string Detail { get; init; }
    }
}
