using System.Buffers.Text;
using System.Text;
using Kontor.Contracts.Reports.V1;
using Kontor.Platform.Identity;
using static Kontor.Reports.Tests.SalesOfShop;

namespace Kontor.Reports.Tests;

public sealed class GetSalesTests
{
    [Theory]
    [InlineData("day")]
    [InlineData("product")]
    [InlineData("country")]
    public async Task Pages_put_together_are_the_whole_report(string by)
    {
        await using var sales = await New();
        // Several with the same revenue, so that only the key tells them apart.
        string[] countries = ["AT", "BE", "CH", "DE", "FR", "GB", "JP"];
        await sales.ConfirmAll([.. Enumerable.Range(0, 70).Select(number => Order(Noon.AddDays(number), countries[number % 7], ($"sku-{number % 7}", 1, 100 * (1 + (number % 3)))))]);
        var whole = await sales.Report(by);

        var (pages, after) = (new List<string>(), "");
        do
        {
            // Without days: the cursor knows them.
            var page = (after.Length == 0 ? await sales.Ask(by, limit: 3) : await sales.Ask("", "", "", 3, after)).Value;
            Assert.InRange(page.Items.Count, 1, 3);
            pages.AddRange(page.Items.Select(Line));
            after = page.Next;
        }
        while (after.Length > 0);

        Assert.Equal(by == "day" ? 70 : 7, whole.Length);
        Assert.Equal(whole, pages);
    }

    [Theory]
    [InlineData("week", "", "", "?by")]
    [InlineData("Day", "", "", "?by")]
    [InlineData("", "2026-02-30", "", "?from")]
    [InlineData("", "1.2.2026", "", "?from")]
    [InlineData("", "2026-01-01T00:00:00Z", "", "?from")]
    [InlineData("", "", "20260101", "?to")]
    [InlineData("", "", "+2026-01-01", "?to")]
    [InlineData("", "2026-01-02", "2026-01-01", "?from")]
    [InlineData("", "2016-01-01", "2026-01-09", "?from")]
    [InlineData("", "0001-01-01", "9999-12-31", "?from")]
    public async Task What_cant_be_asked_is_refused_by_name(string by, string from, string to, string pointer)
    {
        await using var sales = await New();

        var error = (await sales.Ask(by, from, to)).Error;

        Assert.Equal((ErrorKind.Invalid, "reports.invalid", pointer), (error.Kind, error.Code, Assert.Single(error.Faults).Pointer));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        await using var sales = await New();

        Assert.Equal(["?by", "?from", "?to"], (await sales.Ask("x", "x", "x")).Error.Faults.Select(fault => fault.Pointer));
    }

    [Theory]
    [InlineData("2016-01-01", "2026-01-07")]
    [InlineData("0001-01-01", "0001-01-01")]
    [InlineData("", "0001-01-05")]
    [InlineData("9999-12-31", "9999-12-31")]
    public async Task Ranges_at_the_edge_of_what_can_be_asked_are_answered(string from, string to)
    {
        await using var sales = await New();

        foreach (var by in (string[])["day", "product", "country"])
        {
            Assert.Empty((await sales.Ask(by, from, to)).Value.Items);
        }
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_own_report_only()
    {
        await using var sales = await New();
        await sales.Confirm(Order(("mug", 1, 1290), ("cup", 1, 500)));
        var cursor = (await sales.Ask("product", limit: 1)).Value.Next;

        Assert.Equal("cup", Assert.Single((await sales.Ask("product", limit: 1, after: cursor)).Value.Items).Key);
        Assert.Equal("reports.bad_cursor", (await sales.Ask("country", after: cursor)).Error.Code);
        Assert.Equal("reports.bad_cursor", (await sales.Ask("product", from: "2026-01-02", after: cursor)).Error.Code);
        Assert.Equal("reports.bad_cursor", (await sales.Ask("product", to: "2026-12-30", after: cursor)).Error.Code);
    }

    [Theory]
    [InlineData("day\n2026-01-01\n2026-12-31\n0\n2026-12-31")]
    [InlineData("day\n2026-01-01\n2026-12-31\n0\n2025-12-31")]
    [InlineData("day\n2026-01-01\n2026-12-31\n0\nmug")]
    [InlineData("day\n2026-01-01\n2026-12-31\nx\n2026-03-01")]
    [InlineData("product\n2026-01-01\n2026-12-31\n99999999999999999999\nmug")]
    [InlineData("product\n2026-01-01\n2026-12-31\n0\nm\0g")]
    [InlineData("product\n2026-01-01\n2026-12-31\n0")]
    [InlineData("product\n2026-01-01\n2026-12-31\n0\nmug\nmug")]
    [InlineData("")]
    public async Task A_cursor_that_is_made_up_is_refused(string text)
    {
        await using var sales = await New();

        Assert.Equal("reports.bad_cursor", (await sales.Ask(text.Split('\n')[0], after: "!" + text)).Error.Code);
        Assert.Equal(
            "reports.bad_cursor",
            (await sales.Ask(text.Split('\n')[0], after: Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text.Length == 0 ? "\n" : text)))).Error.Code);
    }

    [Fact]
    public async Task A_cursor_with_days_that_cant_be_asked_is_refused_as_they_are()
    {
        await using var sales = await New();
        var cursor = Base64Url.EncodeToString("product\n0001-01-01\n9999-12-31\n0\nmug"u8);

        Assert.Equal("?from", Assert.Single((await sales.Ask("", "", "", after: cursor)).Error.Faults).Pointer);
    }

    [Fact]
    public async Task Amounts_are_in_the_shops_currency()
    {
        await using var sales = await New("Asia/Tokyo", "JPY");
        await sales.Confirm(Order(("mug", 2, 1290)));

        Assert.Equal(["2026-03-10 1 orders 2 units 2580 JPY"], await sales.Report("day"));
    }

    [Fact]
    public async Task Another_shop_sees_nothing_of_it_also_of_an_order_with_the_same_id()
    {
        await using var mine = await New();
        await using var other = await New();
        var order = Order(("mug", 1, 1290));
        await mine.Confirm(order);

        Assert.Equal("", await other.Reports());
        await other.Cancel(order);
        await other.Confirm(order);

        Assert.Equal("", await other.Reports());
        Assert.Equal(["2026-03-10 1 orders 1 units 1290 EUR"], await mine.Report("day"));
    }

    [Fact]
    public async Task Figures_are_for_staff_only()
    {
        await using var sales = await New();
        foreach (var (actor, kind) in new[] { (Actor.Guest, ErrorKind.Unauthenticated), (new Actor(Guid.CreateVersion7(), Roles.Customer), ErrorKind.Forbidden) })
        {
            Assert.Equal(kind, (await sales.Shop.Call(ReportsMethods.GetSales, new GetSalesRequest(), actor)).Error.Kind);
        }
    }
}
