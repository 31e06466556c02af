using Proto = Kontor.Contracts.Shops.V1;

namespace Kontor.Gateway.Shops;

/// <summary>A shop and its settings.</summary>
internal sealed record Shop
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its short name in addresses and in the header X-Shop.</summary>
    public required string Handle { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>ISO 4217; prices are in it.</summary>
    public required string Currency { get; init; }

    /// <summary>BCP 47, such as en-GB.</summary>
    public required string Locale { get; init; }

    /// <summary>IANA, such as Europe/Berlin.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Whether prices are with tax.</summary>
    public required bool PricesIncludeTax { get; init; }

    /// <summary>In percent, such as 19 or 7.7.</summary>
    public required decimal TaxRate { get; init; }

    public static Shop From(Proto.Shop shop) => new()
    {
        Id = shop.Id,
        Handle = shop.Handle,
        Name = shop.Name,
        Currency = shop.Currency,
        Locale = shop.Locale,
        TimeZone = shop.TimeZone,
        PricesIncludeTax = shop.PricesIncludeTax,
        TaxRate = Shops.TaxRate.ToPercent(shop.TaxRatePpm),
    };
}
