using Kontor.Contracts.Shops.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Shops.Model;
using Kontor.Shops.Storage;

namespace Kontor.Shops.Features;

/// <summary>Changes a shop's settings; what isn't given stays. The currency stays always.</summary>
internal sealed class UpdateShop(Database db, Outbox outbox, RecentShops recent)
{
    public async Task<Result<Shop>> Handle(UpdateShopRequest request, CallContext call)
    {
        if (!ShopRules.IsHandle(request.Handle) || await recent.Find(request.Handle, call.Aborted) is not { } known)
        {
            return ShopsErrors.Unknown;
        }

        var id = new ShopId(known.Id);
        return await db.In(id).Transaction<Shop>(
            async transaction =>
            {
                // Locked, so that two changes of different settings at once don't undo each other.
                var shop = await transaction.Find<ShopRow>($"SELECT {ShopRow.Columns} FROM shop WHERE id = {id} FOR UPDATE");
                if (shop is null)
                {
                    return ShopsErrors.Unknown;
                }

                if (request.ExpectedVersion != 0 && request.ExpectedVersion != shop.Version)
                {
                    return Preconditions.Stale;
                }

                var changed = Change(shop, request);
                if (ShopRules.Check(changed).Failed(ShopsErrors.Invalid, out var error))
                {
                    return error;
                }

                if (changed.Currency != shop.Currency)
                {
                    return ShopsErrors.CurrencyFixed;
                }

                await transaction.Execute(
                    $"""
                    UPDATE shop SET name = {changed.Name}, locale = {changed.Locale}, time_zone = {changed.TimeZone},
                           prices_include_tax = {changed.PricesIncludeTax}, tax_rate_ppm = {changed.TaxRatePpm}, version = {changed.Version}
                    WHERE id = {id}
                    """);
                outbox.Add(transaction, id, ShopUpdated.Type, shop.Id, new ShopUpdated(shop.Id, shop.Handle));
                transaction.OnCommit(() => recent.Forget(shop));
                return changed.ToShop();
            },
            call.Aborted);
    }

    private static ShopRow Change(ShopRow shop, UpdateShopRequest request) => shop with
    {
        Name = request.HasName ? request.Name : shop.Name,
        Currency = request.HasCurrency ? request.Currency : shop.Currency,
        Locale = request.HasLocale ? request.Locale : shop.Locale,
        TimeZone = request.HasTimeZone ? request.TimeZone : shop.TimeZone,
        PricesIncludeTax = request.HasPricesIncludeTax ? request.PricesIncludeTax : shop.PricesIncludeTax,
        TaxRatePpm = request.HasTaxRatePpm ? request.TaxRatePpm : shop.TaxRatePpm,
        Version = shop.Version + 1,
    };
}
