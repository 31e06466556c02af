using Kontor.Contracts.Shops.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Shops.Model;
using Kontor.Shops.Storage;

namespace Kontor.Shops.Features;

/// <summary>All shops of the installation, by handle.</summary>
internal sealed class ListShops(Database db)
{
    private const int DefaultLimit = 24;

    public async Task<Result<ShopPage>> Handle(ListShopsRequest request, CallContext call)
    {
        var limit = request.Limit == 0 ? DefaultLimit : request.Limit;
        if (new Validation().Range("/limit", limit, 1, 100)
            .Require(request.After.Length == 0 || ShopRules.IsHandle(request.After), "/after", "invalid", "Give the handle of the last shop of the page before.")
            .Failed(ShopsErrors.Invalid, out var error))
        {
            return error;
        }

        var rows = await db.AcrossShops().List<ShopRow>(
            $"SELECT {ShopRow.Columns} FROM shop WHERE handle > {request.After} ORDER BY handle LIMIT {limit + 1}", call.Aborted);
        return new ShopPage { Shops = { rows.Take(limit).Select(row => row.ToShop()) }, HasMore = rows.Count > limit };
    }
}
