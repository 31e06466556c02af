using Kontor.Contracts.Orders.V1;
using Kontor.Testing;
using static Kontor.Reports.Tests.SalesOfShop;

namespace Kontor.Reports.Tests;

public sealed class ImportedSalesTests
{
    [Fact]
    public async Task Imported_orders_and_what_was_given_back_are_counted_once_each_on_their_days()
    {
        await using var sales = await New("Europe/London");
        var order = Imported(Noon, ("mug", 6, 7740), ("cup", 1, 500));
        var returned = Imported(Noon.AddDays(2), ("mug", 2, 2000));
        var (imported, given) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        for (var time = 0; time < 2; time++)
        {
            await sales.Return(returned, given);
            await sales.Import(order, imported);
            await sales.Return(returned);
            await sales.Import(order);
        }

        await sales.Confirm(Order(Noon, "DE", ("mug", 1, 1290)));

        Assert.Equal(["2026-03-10 2 orders 8 units 9530 EUR", "2026-03-12 0 orders -2 units -2000 EUR"], await sales.Report("day"));
        Assert.Equal(["mug (mug) 2 orders 5 units 7030 EUR", "cup (cup) 1 orders 1 units 500 EUR"], (await sales.Report("product")).Select(line => line.Replace("Product ", "", StringComparison.Ordinal)));
        Assert.Equal(["GB 1 orders 5 units 6240 EUR", "DE 1 orders 1 units 1290 EUR"], await sales.Report("country"));
        await sales.Shop.Installation.InvariantsHold("reports");
    }

    private static ImportedEventOrder Imported(DateTimeOffset at, params (string Sku, long Units, long Revenue)[] lines) =>
        new(Guid.CreateVersion7(), "536365", "GB", at, [.. lines.Select(line => new ImportedEventLine(line.Sku, line.Units, line.Revenue))]);
}
