using Kontor.Contracts.Delivery.V1;
using Kontor.Delivery.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Delivery.Features;

/// <summary>Shows shoppers how their order can reach them and what that costs.</summary>
internal sealed class ListOptions(Database db, ShopSetup setup)
{
    public async Task<Result<OptionList>> Handle(ListOptionsRequest request, CallContext call)
    {
        var country = request.Address?.Country;
        if (new Validation().Country("/address/country", country).Failed(DeliveryErrors.Invalid, out var error) || (await setup.Ensure(call)).Failed(out error))
        {
            return error;
        }

        var methods = await db.In(call.Shop).List<MethodRow>(
            $"SELECT {MethodRow.Columns} FROM method WHERE shop_id = {call.Shop} AND enabled ORDER BY position, code", call.Aborted);
        return new OptionList { Options = { methods.Where(method => method.Reaches(country!)).Select(method => method.ToOption()) } };
    }
}
