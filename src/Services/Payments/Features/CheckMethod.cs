using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Model;
using Kontor.Payments.Provider;
using Kontor.Payments.Storage;
using Kontor.Platform.Rpc;

namespace Kontor.Payments.Features;

/// <summary>Tells before an order is placed whether it can be paid as the customer wants to.</summary>
internal sealed class CheckMethod(KeptSettings settings, TimeProvider clock, CardProviderSettings provider)
{
    public async Task<Result<Method>> Handle(CheckMethodRequest request, CallContext call)
    {
        if (KnownMethod.Find(request.Method) is not { } method)
        {
            return PaymentsErrors.UnknownMethod;
        }

        if (!await settings.IsEnabled(method, call))
        {
            return PaymentsErrors.MethodUnavailable;
        }

        return CardRules.Refuse(method, request.Card, clock.GetUtcNow()) is { } refusal ? refusal : method.ToContract(enabled: true, provider);
    }
}
