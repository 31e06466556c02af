using Kontor.Contracts.Shops.V1;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;

namespace Kontor.Shops.Storage;

/// <summary>Adds a shop and tells the other services, unless its handle is taken.</summary>
internal sealed class NewShop(Outbox outbox, TimeProvider clock)
{
    /// <summary>True when it was added.</summary>
    /// <param name="transaction">In the new shop's scope, or across shops.</param>
    /// <param name="shop">The shop.</param>
    /// <param name="condition">A condition besides the free handle, or nothing.</param>
    public async Task<bool> Add(Transaction transaction, ShopRow shop, Sql condition)
    {
        var added = await transaction.Execute(
            $"""
            INSERT INTO shop (id, handle, name, currency, locale, time_zone, prices_include_tax, tax_rate_ppm, created_at)
            SELECT {shop.Id}, {shop.Handle}, {shop.Name}, {shop.Currency}, {shop.Locale}, {shop.TimeZone}, {shop.PricesIncludeTax}, {shop.TaxRatePpm},
                   {clock.GetUtcNow()} {condition}
            ON CONFLICT (handle) DO NOTHING
            """) == 1;
        if (added)
        {
            outbox.Add(transaction, new ShopId(shop.Id), ShopCreated.Type, shop.Id, new ShopCreated(shop.Id, shop.Handle, shop.Currency));
        }

        return added;
    }
}
