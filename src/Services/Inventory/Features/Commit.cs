using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Inventory.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Inventory.Features;

/// <summary>Makes a hold last: from now on the stock belongs to the order until it is shipped or cancelled.</summary>
internal sealed class Commit
{
    private readonly Database _database;
    private readonly FaultPoints _faults;
    private readonly GroupWork<Order, Empty> _group;

    public Commit(Database database, FaultPoints faults)
    {
        _database = database;
        _faults = faults;
        _group = new("inventory.commit", CommitAll);
    }

    public Task<Result<Empty>> Handle(CommitRequest request, CallContext call) => _group.Do(new Order(Guid.Parse(request.OrderId)), call);

    private async Task<IReadOnlyList<Result<Empty>>> CommitAll(ShopId shop, IReadOnlyList<Order> orders, CancellationToken cancellation)
    {
        var ids = orders.Select(order => order.Id).Order().ToArray();
        var committed = (await _database.In(shop).List<Guid>($"DELETE FROM hold USING unnest({ids}) AS kept (id) WHERE hold.shop_id = {shop} AND hold.order_id = kept.id RETURNING hold.order_id", cancellation)).ToHashSet();
        if (committed.Count < orders.Count)
        {
            // A repeat: its reservation stands without a hold already. One with a hold was made since, and isn't committed.
            committed.UnionWith(await _database.In(shop).List<Guid>(
                $"""
                SELECT DISTINCT order_id FROM reservation WHERE shop_id = {shop} AND order_id = ANY({ids})
                  AND (SELECT true FROM hold WHERE hold.shop_id = {shop} AND hold.order_id = reservation.order_id) IS NULL
                """,
                cancellation));
        }

        _faults.Reach(InventoryFaults.Allocated);

        return [.. orders.Select(order => committed.Contains(order.Id) ? (Result<Empty>)new Empty() : InventoryErrors.HoldGone)];
    }

    private sealed record Order(Guid Id);
}
