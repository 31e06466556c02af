using Kontor.Contracts.Delivery.V1;
using Kontor.Delivery.Model;
using Kontor.Delivery.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Delivery.Features;

/// <summary>Adds a way to deliver, with its fee and the countries that it reaches; shoppers can choose it at once.</summary>
internal sealed class CreateMethod(Database db, KeptMethods methods, ShopSetup setup)
{
    public const int LongestCode = 40;

    public async Task<Result<Method>> Handle(CreateMethodRequest request, CallContext call)
    {
        if (!(await setup.Ensure(call)).Try(out var currency, out var error))
        {
            return error;
        }

        var valid = new Validation()
            .Slug("/code", request.Code, LongestCode)
            .Name(request.Name)
            .Fee(request.Fee, currency)
            .Countries(request.Countries)
            .Position(request.Position);
        if (valid.Failed(DeliveryErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        return await db.In(call.Shop).Once<Method>(call, async transaction =>
        {
            var created = await transaction.Find<MethodRow>(
                $"""
                INSERT INTO method (shop_id, code, name, currency, fee, countries, position)
                VALUES ({call.Shop}, {request.Code}, {request.Name}, {currency}, {request.Fee.Amount}, {MethodRules.Distinct(request.Countries)}, {request.Position})
                ON CONFLICT (shop_id, code) DO NOTHING RETURNING {MethodRow.Columns}
                """);
            if (created is null)
            {
                return DeliveryErrors.MethodTaken;
            }

            methods.Tell(transaction, call.Shop, created.Code);
            return created.ToContract();
        });
    }
}
