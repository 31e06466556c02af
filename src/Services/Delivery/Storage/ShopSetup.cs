using System.Collections.Concurrent;
using Kontor.Contracts.Shops.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Delivery.Storage;

/// <summary>
/// Gives each shop its first method, <c>standard</c>, the moment somebody asks how it delivers: no event has to arrive first. A shop
/// that deletes it later stays without it.
/// </summary>
internal sealed class ShopSetup(Database db, RpcClient peers)
{
    private readonly ConcurrentDictionary<ShopId, string> _currencies = new();

    /// <summary>The shop's currency, once the shop is set up. Asks nobody for a shop that this process has seen before.</summary>
    public async Task<Result<string>> Ensure(CallContext call)
    {
        if (_currencies.TryGetValue(call.Shop, out var known))
        {
            return known;
        }

        var stored = await db.In(call.Shop).Find<string>($"SELECT currency FROM shop_setup WHERE shop_id = {call.Shop}", call.Aborted);
        if (stored is null)
        {
            var asked = await peers.Call(ShopsMethods.GetShop, new GetShopRequest { Id = call.Shop.ToString() }, call);
            if (!asked.Try(out var shop, out var error))
            {
                return error;
            }

            stored = shop.Currency;
            await SetUp(stored, call);
        }

        return _currencies.GetOrAdd(call.Shop, stored);
    }

    /// <summary>Whoever writes the mark makes the method; the others wait for its commit and find both.</summary>
    private Task<Result<bool>> SetUp(string currency, CallContext call) =>
        db.In(call.Shop).Transaction<bool>(
            async transaction =>
            {
                var first = await transaction.Execute($"INSERT INTO shop_setup (shop_id, currency) VALUES ({call.Shop}, {currency}) ON CONFLICT DO NOTHING") == 1;
                if (first)
                {
                    await transaction.Execute(
                        $"INSERT INTO method (shop_id, code, name, currency, fee) VALUES ({call.Shop}, 'standard', 'Standard delivery', {currency}, 0)");
                }

                return first;
            },
            call.Aborted);
}
