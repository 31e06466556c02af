using Kontor.Platform.Hosting;
using Kontor.Platform.Storage;
using Kontor.Shops.Model;
using Kontor.Shops.Storage;

namespace Kontor.Shops.Features;

/// <summary>A new installation has one shop, <c>main</c>, so that there is something to open after the first start.</summary>
internal sealed class MakeFirstShop(Database db, NewShop newShop, RecentShops recent, TimeProvider clock) : IStartTask
{
    public async Task Run(CancellationToken cancellation)
    {
        var main = new ShopRow
        {
            Id = Uuid7.New(clock),
            Handle = "main",
            Name = "Main",
            Currency = "EUR",
            Locale = ShopRules.DefaultLocale,
            TimeZone = ShopRules.DefaultTimeZone,
            PricesIncludeTax = true,
            TaxRatePpm = 0,
        };

        // Two processes that start at once both see no shop; the handle lets one of them through.
        await db.In(new ShopId(main.Id)).Transaction<bool>(
            async transaction =>
            {
                transaction.OnCommit(() => recent.Forget(main));
                return await newShop.Add(transaction, main, $"WHERE NOT EXISTS (SELECT FROM shop)");
            },
            cancellation);
    }
}
