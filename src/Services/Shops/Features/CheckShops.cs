using Kontor.Platform.Hosting;
using Kontor.Platform.Storage;

namespace Kontor.Shops.Features;

/// <summary>Finds shops that nobody could sell in: their currency is none that Kontor can count in.</summary>
internal sealed class CheckShops(Database db)
{
    public async Task<Findings> Find(CancellationToken cancellation)
    {
        var shops = await db.AcrossShops().List<Row>($"SELECT handle, currency FROM shop ORDER BY handle", cancellation);
        return new Findings([.. shops.Where(shop => !Currencies.IsKnown(shop.Currency)).Select(shop => $"shop {shop.Handle} sells in {shop.Currency}").Take(50)], shops.Count, "shops");
    }

    private sealed record Row
    {
        public required string Handle { get; init; }

        public required string Currency { get; init; }
    }
}
