using Kontor.Contracts.Shops.V1;
using Kontor.Platform.Storage;

namespace Kontor.Shops.Storage;

/// <summary>A row of <c>shop</c>.</summary>
internal sealed record ShopRow
{
    /// <summary>What to select for it.</summary>
    public static readonly Sql Columns = Sql.Verbatim("id, handle, name, currency, locale, time_zone, prices_include_tax, tax_rate_ppm, version");

    public required Guid Id { get; init; }

    public required string Handle { get; init; }

    public required string Name { get; init; }

    public required string Currency { get; init; }

    public required string Locale { get; init; }

    public required string TimeZone { get; init; }

    public required bool PricesIncludeTax { get; init; }

    public required int TaxRatePpm { get; init; }

    public long Version { get; init; } = 1;

    public Shop ToShop() => new()
    {
        Id = Id.ToString(),
        Handle = Handle,
        Name = Name,
        Currency = Currency,
        Locale = Locale,
        TimeZone = TimeZone,
        PricesIncludeTax = PricesIncludeTax,
        TaxRatePpm = TaxRatePpm,
        Version = Version,
    };
}
