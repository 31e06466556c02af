using Kontor.Testing;
using static Kontor.Reports.Tests.SalesOfShop;

namespace Kontor.Reports.Tests;

public sealed class InvariantTests
{
    private const string Equal = "Sales reports equal the orders that they were told of";

    private const string Positive = "No sales figure is negative";

    [Fact]
    public async Task The_doctor_finds_figures_that_dont_come_from_the_orders()
    {
        // A database of its own, because what is broken here would show in other tests.
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase(), options => options with { RunJobs = false });
        await using var app = installation.App;
        await using var sales = new SalesOfShop(await installation.NewShop());
        var cancelled = Order(Noon, "DE", ("cup", 1, 500));
        await sales.Confirm(Order(("mug", 2, 1290)));
        await sales.Confirm(cancelled);
        await sales.Cancel(cancelled);
        await sales.Cancel(Order(("mug", 1, 1290)));
        Assert.Empty(await Violations(Equal));

        foreach (var (broken, mended, key) in ((string, string, string)[])
        [
            ("UPDATE reports.sales_by_day SET revenue = revenue + 1", "UPDATE reports.sales_by_day SET revenue = revenue - 1", "2026-03-10"),
            ("UPDATE reports.sales_by_product SET units = units + 1 WHERE sku = 'mug'", "UPDATE reports.sales_by_product SET units = units - 1 WHERE sku = 'mug'", "SKU mug"),
            ("UPDATE reports.sales_by_country SET orders = 1 WHERE country = 'DE'", "UPDATE reports.sales_by_country SET orders = 0 WHERE country = 'DE'", "country DE"),
            ("UPDATE reports.sales_by_country SET country = 'FR' WHERE country = 'DE'", "UPDATE reports.sales_by_country SET country = 'DE' WHERE country = 'FR'", ""),
            ("UPDATE reports.sales_by_product SET sku = 'pot' WHERE sku = 'mug'", "UPDATE reports.sales_by_product SET sku = 'mug' WHERE sku = 'pot'", "SKU pot"),
            ("UPDATE reports.sales_by_product SET units = -1 WHERE sku = 'cup'", "UPDATE reports.sales_by_product SET units = 0 WHERE sku = 'cup'", "SKU cup"),
        ])
        {
            await installation.Do(broken);
            var found = await Violations(Equal);
            // A row without figures says nothing, so it may go by any name.
            Assert.Equal(key.Length > 0, found.Any(violation => violation.StartsWith(key, StringComparison.Ordinal)));
            Assert.Equal(broken.Contains("-1", StringComparison.Ordinal) ? 1 : 0, (await Violations(Positive)).Count);
            await installation.Do(mended);
            Assert.Empty(await Violations(Equal));
        }

        await installation.Do("DELETE FROM reports.sales_by_day");
        Assert.Equal(
            $"2026-03-10 in shop {sales.Shop.Id}: 0 orders, 0 units, revenue 0, 0 and 0 given back; its orders sum to 1, 2 and 2580, its returns to 0 and 0",
            Assert.Single(await Violations(Equal)));

        async Task<IReadOnlyList<string>> Violations(string check) =>
            await installation.App.Checks.Single(one => one.Service == "reports" && one.Name == check).FindViolations(CancellationToken.None);
    }
}
