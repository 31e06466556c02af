using Kontor.Contracts.Shops.V1;

namespace Kontor.Gateway.Shops;

/// <summary>A shop to be made.</summary>
internal sealed record NewShop
{
    /// <summary>Lower-case letters, digits and hyphens; unique.</summary>
    public required string Handle { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>ISO 4217; can't be changed later.</summary>
    public required string Currency { get; init; }

    /// <summary>BCP 47, such as en-GB.</summary>
    public string? Locale { get; init; }

    /// <summary>IANA, such as Europe/Berlin.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether prices are with tax; they are unless told otherwise.</summary>
    public bool? PricesIncludeTax { get; init; }

    /// <summary>In percent, such as 19 or 7.7; 0 unless told otherwise.</summary>
    public decimal? TaxRate { get; init; }

    public CreateShopRequest ToProto(int taxRatePpm)
    {
        var request = new CreateShopRequest
        {
            Handle = Handle,
            Name = Name,
            Currency = Currency,
            Locale = Locale ?? "",
            TimeZone = TimeZone ?? "",
            TaxRatePpm = taxRatePpm,
        };
        if (PricesIncludeTax is { } include)
        {
            request.PricesIncludeTax = include;
        }

        return request;
    }
}

/// <summary>What to change in a shop; the rest stays.</summary>
internal sealed record ShopChanges
{
    /// <inheritdoc cref="NewShop.Name"/>
    public string? Name { get; init; }

    /// <summary>ISO 4217; refused unless it is what it was.</summary>
    public string? Currency { get; init; }

    /// <inheritdoc cref="NewShop.Locale"/>
    public string? Locale { get; init; }

    /// <inheritdoc cref="NewShop.TimeZone"/>
    public string? TimeZone { get; init; }

    /// <summary>Whether prices are with tax.</summary>
    public bool? PricesIncludeTax { get; init; }

    /// <summary>In percent, such as 19 or 7.7.</summary>
    public decimal? TaxRate { get; init; }

    /// <summary>All but the tax rate, which has to be checked first.</summary>
    public UpdateShopRequest ToProto(string handle, long expectedVersion)
    {
        var request = new UpdateShopRequest { Handle = handle, ExpectedVersion = expectedVersion };
        if (Name is not null)
        {
            request.Name = Name;
        }

        if (Currency is not null)
        {
            request.Currency = Currency;
        }

        if (Locale is not null)
        {
            request.Locale = Locale;
        }

        if (TimeZone is not null)
        {
            request.TimeZone = TimeZone;
        }

        if (PricesIncludeTax is { } include)
        {
            request.PricesIncludeTax = include;
        }

        return request;
    }
}
