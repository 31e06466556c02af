using Kontor.Contracts.Orders.V1;
using Kontor.Orders.Storage;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Features;

/// <summary>Shows one order to staff, to the customer who placed it, or to the guest who has its token.</summary>
internal sealed class GetOrder(Database database, OrderAccess access)
{
    public async Task<Result<Order>> Handle(GetOrderRequest request, CallContext call) =>
        Guid.TryParse(request.Id, out var id)
        && await database.In(call.Shop).FindOrder(call.Shop, id, call.Aborted) is var (row, order)
        && await access.MaySee(id, row.CustomerId, request.AccessToken, call)
            ? order
            : OrdersErrors.Unknown;
}
