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
    public async Task<Result<ShopPage>> Handle(ListShopsRequest request, CallContext call)
    {
        if (new Validation().PageSize(request.Limit, out var limit)
            .Require(request.After.Length == 0 || ShopRules.IsHandle(request.After), "?after", "invalid", "Give the handle of the last shop of the page before.")
            .Failed(ShopsErrors.Invalid, out var error))
        {
            return error;
        }

        var rows = await db.AcrossShops().List<ShopRow>(
            $"SELECT {ShopRow.Columns} FROM shop WHERE handle > {request.After} ORDER BY handle LIMIT {limit + 1}", call.Aborted);
        var page = new ShopPage { Shops = { rows.Take(limit).Select(row => row.ToShop()) }, HasMore = rows.Count > limit };
        if (request.WithTotal)
        {
            page.Total = await db.AcrossShops().Estimate($"SELECT FROM shop", call.Aborted);
        }

        return page;
    }
}
