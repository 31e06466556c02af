using Kontor.Contracts.Delivery.V1;
using Kontor.Delivery.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;

namespace Kontor.Delivery.Features;

/// <summary>Fixes the delivery method and the fee of an order that is being placed.</summary>
internal sealed class ChooseOption(KeptMethods methods, ShopSetup setup)
{
    public async Task<Result<Option>> Handle(ChooseRequest request, CallContext call)
    {
        var valid = new Validation().Country("/shippingAddress/country", request.Address?.Country);
        if (valid.Failed(DeliveryErrors.Invalid, out var error) || (await setup.Ensure(call)).Failed(out error))
        {
            return error;
        }

        return await methods.Find(request.Method, call) is not { Enabled: true } method ? DeliveryErrors.UnknownMethod
            : method.Reaches(request.Address!.Country) ? method.ToOption()
            : DeliveryErrors.Unreachable;
    }
}
