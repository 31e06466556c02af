using Kontor.Contracts.Delivery.V1;
using Kontor.Delivery.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Delivery.Features;

/// <summary>Fixes the delivery method and the fee of an order that is being placed.</summary>
internal sealed class ChooseOption(Database db, ShopSetup setup)
{
    public async Task<Result<Option>> Handle(ChooseRequest request, CallContext call)
    {
        var valid = new Validation().Country("/shippingAddress/country", request.Address?.Country);
        if (valid.Failed(DeliveryErrors.Invalid, out var error) || (await setup.Ensure(call)).Failed(out error))
        {
            return error;
        }

        // A code that can't be one isn't sent to the database, which refuses some characters.
        var method = new Validation().Slug("/delivery/method", request.Method, CreateMethod.LongestCode).Faults.Count > 0
            ? null
            : await db.In(call.Shop).Find<MethodRow>($"SELECT {MethodRow.Columns} FROM method WHERE shop_id = {call.Shop} AND code = {request.Method}", call.Aborted);
        return method is not { Enabled: true } ? DeliveryErrors.UnknownMethod
            : method.Reaches(request.Address!.Country) ? method.ToOption()
            : DeliveryErrors.Unreachable;
    }
}
