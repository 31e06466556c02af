using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Model;
using Kontor.Payments.Provider;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Features;

/// <summary>Switches a payment method on or off for the shop; orders that were placed with it go on as they are.</summary>
internal sealed class UpdateMethod(Database db, CardProviderSettings provider)
{
    public async Task<Result<Method>> Handle(UpdateMethodRequest request, CallContext call)
    {
        if (KnownMethod.Find(request.Code) is not { } method)
        {
            return PaymentsErrors.NoSuchMethod;
        }

        var scope = db.In(call.Shop);
        if (request.HasEnabled)
        {
            await scope.Execute(
                $"""
                INSERT INTO method_setting (shop_id, code, enabled) VALUES ({call.Shop}, {method.Code}, {request.Enabled})
                ON CONFLICT (shop_id, code) DO UPDATE SET enabled = excluded.enabled
                """,
                call.Aborted);
        }

        var setting = await scope.Find<bool?>($"SELECT enabled FROM method_setting WHERE shop_id = {call.Shop} AND code = {method.Code}", call.Aborted);
        return method.ToContract(setting ?? method.OnByDefault, provider);
    }
}
