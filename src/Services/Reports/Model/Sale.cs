using Kontor.Contracts.Orders.V1;

namespace Kontor.Reports.Model;

/// <summary>One SKU of a sale, all lines with it together.</summary>
/// <param name="Sku">What.</param>
/// <param name="Name">The product's name when it was ordered.</param>
/// <param name="Units">How many.</param>
/// <param name="Revenue">Minor units of the shop's currency.</param>
internal sealed record SaleLine(string Sku, string Name, long Units, long Revenue);

/// <summary>What an order, or what was given back of one, is worth in the figures.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Day">The day on which it was placed, in the shop's time zone at the time of the booking.</param>
/// <param name="Country">Where it goes.</param>
/// <param name="Lines">What was bought, each SKU once.</param>
internal sealed record Sale(Guid OrderId, DateOnly Day, string Country, IReadOnlyList<SaleLine> Lines)
{
    /// <summary>
    /// The sum of the lines, not the order's total: the delivery fee belongs to no product, so only the lines add up to the same revenue by day, by
    /// product and by country.
    /// </summary>
    public long Revenue => Lines.Sum(line => line.Revenue);

    public long Units => Lines.Sum(line => line.Units);

    public static Sale Of(ImportedEventOrder order, IReadOnlyDictionary<string, string> names, ShopCalendar calendar) => new(
        order.Id, calendar.DayOf(order.At), order.Country, [.. order.Lines.Select(line => new SaleLine(line.Sku, names[line.Sku], line.Units, line.Revenue))]);

    public static Sale Of(OrderConfirmed order, ShopCalendar calendar) => new(
        order.OrderId,
        calendar.DayOf(order.PlacedAt),
        order.Country,
        [
            .. order.Lines.GroupBy(line => line.Sku, StringComparer.Ordinal)
                .Select(sku => new SaleLine(sku.Key, sku.First().Name, sku.Sum(line => line.Quantity), sku.Sum(line => line.Total))),
        ]);
}
