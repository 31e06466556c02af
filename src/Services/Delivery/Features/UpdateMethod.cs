using Kontor.Contracts.Delivery.V1;
using Kontor.Delivery.Model;
using Kontor.Delivery.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Delivery.Features;

/// <summary>Changes a delivery method for orders to come; orders that were placed keep their fee.</summary>
internal sealed class UpdateMethod(Database db, KeptMethods methods, ShopSetup setup)
{
    public async Task<Result<Method>> Handle(UpdateMethodRequest request, CallContext call)
    {
        if (!(await setup.Ensure(call)).Try(out var currency, out var error))
        {
            return error;
        }

        if (new Validation().Slug("/code", request.Code, CreateMethod.LongestCode).Faults.Count > 0)
        {
            return DeliveryErrors.NoSuchMethod;
        }

        if (Check(request, currency).Failed(DeliveryErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        var name = request.HasName ? request.Name : null;
        var enabled = request.HasEnabled ? request.Enabled : (bool?)null;
        var position = request.HasPosition ? request.Position : (int?)null;
        var countries = request.Countries is null ? null : MethodRules.Distinct(request.Countries.Values);
        return await db.In(call.Shop).Transaction<Method>(
            async transaction =>
            {
                var updated = await transaction.Find<MethodRow>(
                    $"""
                    UPDATE method SET name = coalesce({name}, name), fee = coalesce({request.Fee?.Amount}, fee), countries = coalesce({countries}, countries),
                        enabled = coalesce({enabled}, enabled), position = coalesce({position}, position), version = version + 1
                    WHERE shop_id = {call.Shop} AND code = {request.Code} AND {request.ExpectedVersion} IN (0, version)
                    RETURNING {MethodRow.Columns}
                    """);
                if (updated is null)
                {
                    return await Missing(transaction, request.Code, call);
                }

                methods.Tell(transaction, call.Shop, updated.Code);
                return updated.ToContract();
            },
            call.Aborted);
    }

    /// <summary>Why a method with that code and version wasn't there.</summary>
    public static async Task<Error> Missing(Transaction transaction, string code, CallContext call) =>
        await transaction.Find<bool>($"SELECT true FROM method WHERE shop_id = {call.Shop} AND code = {code}") ? Preconditions.Stale : DeliveryErrors.NoSuchMethod;

    private static Validation Check(UpdateMethodRequest request, string currency)
    {
        var validation = new Validation();
        if (request.HasName)
        {
            validation.Name(request.Name);
        }

        if (request.Fee is not null)
        {
            validation.Fee(request.Fee, currency);
        }

        if (request.HasPosition)
        {
            validation.Position(request.Position);
        }

        return request.Countries is null ? validation : validation.Countries(request.Countries.Values);
    }
}
