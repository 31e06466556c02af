using static Kontor.Reports.Tests.SalesOfShop;

namespace Kontor.Reports.Tests;

public sealed class DayTests
{
    [Theory]
    [InlineData("Asia/Tokyo", "2026-03-31T14:59:59.999999Z", "2026-03-31")]
    [InlineData("Asia/Tokyo", "2026-03-31T15:00:00Z", "2026-04-01")]
    [InlineData("America/Los_Angeles", "2026-01-01T07:59:59Z", "2025-12-31")]
    [InlineData("America/Los_Angeles", "2026-01-01T08:00:00Z", "2026-01-01")]
    [InlineData("Europe/Berlin", "2026-03-28T22:59:59Z", "2026-03-28")]
    [InlineData("Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29")]
    [InlineData("Europe/Berlin", "2026-03-29T21:59:59Z", "2026-03-29")]
    [InlineData("Europe/Berlin", "2026-03-29T22:00:00Z", "2026-03-30")]
    public async Task An_order_belongs_to_the_day_on_which_the_shops_clock_stood_when_it_was_placed(string zone, string placedAt, string day)
    {
        await using var sales = await New(zone);

        await sales.Confirm(Order(DateTimeOffset.Parse(placedAt, System.Globalization.CultureInfo.InvariantCulture), "JP", ("mug", 1, 1290)));

        Assert.Equal(day, Assert.Single((await sales.Ask("day", day, day)).Value.Items).Key);
        Assert.Equal("JP", Assert.Single((await sales.Ask("country", day, day)).Value.Items).Key);
    }

    [Fact]
    public async Task A_shop_that_moves_to_another_zone_keeps_the_days_of_its_old_orders_and_can_still_cancel_them()
    {
        await using var sales = await New("UTC");
        var (kept, cancelled) = (Order(Noon.AddHours(4), "JP", ("mug", 1, 1290)), Order(Noon.AddHours(4), "JP", ("mug", 2, 1290)));
        await sales.Confirm(kept);
        await sales.Confirm(cancelled);

        await sales.MoveTo("Asia/Tokyo");
        await sales.Cancel(cancelled);
        await sales.Confirm(Order(Noon.AddHours(4), "JP", ("mug", 4, 1290)));

        Assert.Equal(["2026-03-10 1 orders 1 units 1290 EUR", "2026-03-11 1 orders 4 units 5160 EUR"], await sales.Report("day"));
    }

    [Fact]
    public async Task Without_days_the_report_is_about_the_thirty_up_to_the_shops_today()
    {
        await using var sales = await New("Pacific/Kiritimati");
        // 14 hours ahead of UTC all year.
        var now = DateTimeOffset.UtcNow;
        var midnight = new DateTimeOffset(now.ToOffset(TimeSpan.FromHours(14)).Date, TimeSpan.FromHours(14));
        foreach (var (days, sku) in ((int, string)[])[(1, "tomorrow"), (0, "today"), (-29, "first"), (-30, "before")])
        {
            await sales.Confirm(Order(midnight.AddDays(days), "JP", (sku, 1, 1290)));
        }

        var items = (await sales.Ask("product", "", "")).Value.Items.Select(figures => figures.Key);

        Assert.Equal(["first", "today"], items);
        Assert.Equal(["first", "today", "tomorrow"], (await sales.Ask("product", midnight.AddDays(-29).ToString("yyyy-MM-dd"), midnight.AddDays(1).ToString("yyyy-MM-dd"))).Value.Items.Select(figures => figures.Key));
    }
}
