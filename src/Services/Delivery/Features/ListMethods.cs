using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Delivery.V1;
using Kontor.Delivery.Storage;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Delivery.Features;

/// <summary>Shows staff all delivery methods of the shop, also those that are switched off.</summary>
internal sealed class ListMethods(Database db, ShopSetup setup)
{
    public async Task<Result<MethodList>> Handle(Empty request, CallContext call)
    {
        if ((await setup.Ensure(call)).Failed(out var error))
        {
            return error;
        }

        var methods = await db.In(call.Shop).List<MethodRow>($"SELECT {MethodRow.Columns} FROM method WHERE shop_id = {call.Shop} ORDER BY position, code", call.Aborted);
        return new MethodList { Methods = { methods.Select(method => method.ToContract()) } };
    }
}
