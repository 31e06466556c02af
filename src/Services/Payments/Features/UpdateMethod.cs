using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Model;
using Kontor.Payments.Provider;
using Kontor.Platform.Failures;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Features;

/// <summary>Switches a payment method on or off for the shop; orders that were placed with it go on as they are.</summary>
internal sealed class UpdateMethod(Database db, Outbox outbox, CardProviderSettings provider)
{
    public async Task<Result<Method>> Handle(UpdateMethodRequest request, CallContext call)
    {
        if (KnownMethod.Find(request.Code) is not { } method)
        {
            return PaymentsErrors.NoSuchMethod;
        }

        return await db.In(call.Shop).Transaction<Method>(
            async transaction =>
            {
                // A method that nobody has changed gets its row first, so that two who change it at once wait for each other.
                await transaction.Execute(
                    $"INSERT INTO method_setting (shop_id, code, enabled) VALUES ({call.Shop}, {method.Code}, {method.OnByDefault}) ON CONFLICT DO NOTHING");
                var changed = await transaction.Find<Changed>(
                    $"""
                    UPDATE method_setting SET enabled = coalesce({(request.HasEnabled ? request.Enabled : (bool?)null)}, enabled), version = version + 1
                    WHERE shop_id = {call.Shop} AND code = {method.Code} AND {request.ExpectedVersion} IN (0, version)
                    RETURNING enabled, version
                    """);
                if (changed is null)
                {
                    return Preconditions.Stale;
                }

                outbox.Add(transaction, call.Shop, PaymentMethodChanged.Type, call.Shop.Value, new PaymentMethodChanged(method.Code, changed.Enabled));
                return method.ToContract(changed.Enabled, provider, changed.Version);
            },
            call.Aborted);
    }

    private sealed record Changed
    {
        public required bool Enabled { get; init; }

        public required long Version { get; init; }
    }
}
