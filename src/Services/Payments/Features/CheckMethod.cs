using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Model;
using Kontor.Payments.Provider;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Features;

/// <summary>Tells before an order is placed whether it can be paid as the customer wants to.</summary>
internal sealed class CheckMethod(Database db, TimeProvider clock, CardProviderSettings provider)
{
    public async Task<Result<Method>> Handle(CheckMethodRequest request, CallContext call)
    {
        if (KnownMethod.Find(request.Method) is not { } method)
        {
            return PaymentsErrors.UnknownMethod;
        }

        var setting = await db.In(call.Shop).Find<bool?>($"SELECT enabled FROM method_setting WHERE shop_id = {call.Shop} AND code = {method.Code}", call.Aborted);
        if (!(setting ?? method.OnByDefault))
        {
            return PaymentsErrors.MethodUnavailable;
        }

        return CardRules.Refuse(method, request.Card, clock.GetUtcNow()) is { } refusal ? refusal : method.ToContract(enabled: true, provider);
    }
}
