using Kontor.Contracts.Shops.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Shops.Model;
using Kontor.Shops.Storage;

namespace Kontor.Shops.Features;

/// <summary>Makes a new, empty shop that can be opened at once under its handle.</summary>
internal sealed class CreateShop(Database db, NewShop newShop, RecentShops recent, TimeProvider clock)
{
    public async Task<Result<Shop>> Handle(CreateShopRequest request, CallContext call)
    {
        var shop = new ShopRow
        {
            Id = Uuid7.New(clock),
            Handle = request.Handle,
            Name = request.Name,
            Currency = request.Currency,
            Locale = request.Locale.Length == 0 ? ShopRules.DefaultLocale : request.Locale,
            TimeZone = request.TimeZone.Length == 0 ? ShopRules.DefaultTimeZone : request.TimeZone,
            PricesIncludeTax = !request.HasPricesIncludeTax || request.PricesIncludeTax,
            TaxRatePpm = request.TaxRatePpm,
        };
        if (ShopRules.Check(shop).Failed(ShopsErrors.Invalid, out var error))
        {
            return error;
        }

        // Across shops: the idempotency key is in the scope of the operator's shop, the event in that of the new one.
        return await db.AcrossShops().Once<Shop>(call, async transaction =>
        {
            if (!await newShop.Add(transaction, shop, Sql.Empty))
            {
                return ShopsErrors.HandleTaken;
            }

            transaction.OnCommit(() => recent.Forget(shop));
            return shop.ToShop();
        });
    }
}
