using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Delivery.V1;
using Kontor.Delivery.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Delivery.Features;

/// <summary>Takes a delivery method away for good; orders that were placed with it go on as they are.</summary>
internal sealed class DeleteMethod(Database db, KeptMethods methods, ShopSetup setup)
{
    public async Task<Result<Empty>> Handle(DeleteMethodRequest request, CallContext call)
    {
        if ((await setup.Ensure(call)).Failed(out var error))
        {
            return error;
        }

        if (new Validation().Slug("/code", request.Code, CreateMethod.LongestCode).Faults.Count > 0)
        {
            return DeliveryErrors.NoSuchMethod;
        }

        return await db.In(call.Shop).Transaction<Empty>(
            async transaction =>
            {
                var deleted = await transaction.Execute(
                    $"DELETE FROM method WHERE shop_id = {call.Shop} AND code = {request.Code} AND {request.ExpectedVersion} IN (0, version)");
                if (deleted == 0)
                {
                    return await UpdateMethod.Missing(transaction, request.Code, call);
                }

                methods.Tell(transaction, call.Shop, request.Code);
                return new Empty();
            },
            call.Aborted);
    }
}
