using Kontor.Contracts.Delivery.V1;
using Kontor.Delivery.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Delivery.Features;

/// <summary>Shows shoppers how their order can reach them and what that costs.</summary>
internal sealed class ListOptions(Database db, ShopSetup setup)
{
    private const int MostLines = 1_000;

    public async Task<Result<OptionList>> Handle(ListOptionsRequest request, CallContext call)
    {
        var country = request.Address?.Country;
        if (Check(request, country).Failed(DeliveryErrors.Invalid, out var error) || (await setup.Ensure(call)).Failed(out error))
        {
            return error;
        }

        var methods = await db.In(call.Shop).List<MethodRow>(
            $"SELECT {MethodRow.Columns} FROM method WHERE shop_id = {call.Shop} AND enabled ORDER BY position, code", call.Aborted);
        return new OptionList { Options = { methods.Where(method => method.Reaches(country!)).Select(method => method.ToOption()) } };
    }

    // The lines as an order would have them, so that nobody learns only then that they are wrong.
    private static Validation Check(ListOptionsRequest request, string? country)
    {
        var validation = new Validation().Country("/address/country", country).Require(request.Lines.Count <= MostLines, "/lines", "length", $"Ask for {MostLines} lines at most.");
        foreach (var (index, line) in request.Lines.Take(MostLines).Index())
        {
            validation.Line($"/lines/{index}/sku", line.Sku, 1, 64).Range($"/lines/{index}/quantity", line.Quantity, 1, 100_000);
        }

        return validation;
    }
}
