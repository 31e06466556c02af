using Kontor.Contracts.Delivery.V1;
using Kontor.Delivery.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Delivery.Features;

/// <summary>Fixes the delivery method and the fee of an order that is being placed. Questions that wait are asked of the database together.</summary>
internal sealed class ChooseOption
{
    private readonly Database _database;
    private readonly ShopSetup _setup;
    private readonly GroupWork<string, MethodRow?> _methods;

    public ChooseOption(Database database, ShopSetup setup)
    {
        _database = database;
        _setup = setup;
        _methods = new("delivery.choose", FindAll);
    }

    public async Task<Result<Option>> Handle(ChooseRequest request, CallContext call)
    {
        var valid = new Validation().Country("/shippingAddress/country", request.Address?.Country);
        if (valid.Failed(DeliveryErrors.Invalid, out var error) || (await _setup.Ensure(call)).Failed(out error))
        {
            return error;
        }

        // A code that can't be one isn't sent to the database, which refuses some characters.
        var method = new Validation().Slug("/delivery/method", request.Method, CreateMethod.LongestCode).Faults.Count > 0 ? null : (await _methods.Do(request.Method, call)).Value;
        return method is not { Enabled: true } ? DeliveryErrors.UnknownMethod
            : method.Reaches(request.Address!.Country) ? method.ToOption()
            : DeliveryErrors.Unreachable;
    }

    private async Task<IReadOnlyList<Result<MethodRow?>>> FindAll(ShopId shop, IReadOnlyList<string> codes, CancellationToken cancellation)
    {
        var found = (await _database.In(shop).List<MethodRow>(
            $"SELECT {MethodRow.Columns} FROM method WHERE shop_id = {shop} AND code = ANY({codes.Distinct(StringComparer.Ordinal).ToArray()})", cancellation))
            .ToDictionary(method => method.Code, StringComparer.Ordinal);
        return [.. codes.Select(code => (Result<MethodRow?>)found.GetValueOrDefault(code))];
    }
}
