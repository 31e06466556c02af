using Kontor.Contracts.Orders.V1;
using Kontor.Testing;
using static Kontor.Reports.Tests.SalesOfShop;

namespace Kontor.Reports.Tests;

public sealed class BookingTests
{
    [Fact]
    public async Task Orders_are_counted_by_day_by_product_and_by_country_and_the_revenue_is_the_same()
    {
        await using var sales = await New();
        await sales.Confirm(Order(Noon, "GB", ("mug", 2, 1290), ("cup", 1, 500)));
        await sales.Confirm(Order(Noon.AddHours(3), "DE", ("mug", 1, 1290)));
        await sales.Confirm(Order(Noon.AddDays(2), "GB", ("cup", 10, 450)));

        Assert.Equal(["2026-03-10 2 orders 4 units 4370 EUR", "2026-03-12 1 orders 10 units 4500 EUR"], await sales.Report("day"));
        Assert.Equal(["cup (Product cup) 2 orders 11 units 5000 EUR", "mug (Product mug) 2 orders 3 units 3870 EUR"], await sales.Report("product"));
        Assert.Equal(["GB 2 orders 13 units 7580 EUR", "DE 1 orders 1 units 1290 EUR"], await sales.Report("country"));
    }

    [Fact]
    public async Task A_product_on_two_lines_of_an_order_is_sold_in_one_order()
    {
        await using var sales = await New();
        await sales.Confirm(Order(("mug", 2, 1290), ("cup", 1, 500), ("mug", 3, 1290)));

        Assert.Equal(["mug (Product mug) 1 orders 5 units 6450 EUR", "cup (Product cup) 1 orders 1 units 500 EUR"], await sales.Report("product"));
        Assert.Equal(["2026-03-10 1 orders 6 units 6950 EUR"], await sales.Report("day"));
    }

    [Fact]
    public async Task A_cancellation_takes_out_exactly_what_the_order_put_in()
    {
        await using var sales = await New();
        var (kept, cancelled) = (Order(("mug", 1, 1290)), Order(Noon.AddDays(1), "DE", ("mug", 2, 1290), ("cup", 1, 500)));
        await sales.Confirm(kept);
        var before = await sales.Reports();
        await sales.Confirm(cancelled);
        Assert.NotEqual(before, await sales.Reports());

        await sales.Cancel(cancelled);

        Assert.Equal(before, await sales.Reports());
        Assert.Equal(["GB 1 orders 1 units 1290 EUR"], await sales.Report("country"));
    }

    [Fact]
    public async Task A_repeated_event_has_its_effect_once_also_when_its_mark_is_gone()
    {
        await using var sales = await New();
        var (kept, cancelled) = (Order(("mug", 1, 1290)), Order(("cup", 1, 500)));
        var (confirmedEvent, cancelledEvent) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        for (var time = 0; time < 3; time++)
        {
            await sales.Confirm(kept, confirmedEvent);
            await sales.Confirm(cancelled);
            await sales.Cancel(cancelled, cancelledEvent);
            await sales.Cancel(cancelled);
        }

        Assert.Equal(["2026-03-10 1 orders 1 units 1290 EUR"], await sales.Report("day"));
        Assert.Equal(["mug (Product mug) 1 orders 1 units 1290 EUR"], await sales.Report("product"));
    }

    [Fact]
    public async Task A_cancellation_that_comes_before_its_confirmation_keeps_the_order_out()
    {
        await using var sales = await New();
        var order = Order(("mug", 2, 1290));

        await sales.Cancel(order);
        await sales.Confirm(order);
        await sales.Confirm(order);

        Assert.Equal("", await sales.Reports());
    }

    [Fact]
    public async Task The_end_of_an_order_that_never_was_confirmed_leaves_nothing_behind()
    {
        await using var sales = await New();

        await sales.Cancel(Order(("mug", 2, 1290)), wasConfirmed: false);

        Assert.Equal("", await sales.Reports());
        Assert.Equal(0, await sales.Shop.Installation.Ask<long>("SELECT count(*) FROM reports.sale WHERE shop_id = $1", sales.Shop.Id.Value));
    }

    [Fact]
    public async Task A_product_is_called_by_its_name_on_the_last_day_it_was_sold()
    {
        await using var sales = await New();
        foreach (var (day, name) in ((int, string)[])[(1, "Mug"), (3, "Big mug"), (2, "Small mug")])
        {
            var order = Order(Noon.AddDays(day), "GB", ("mug", 1, 1290));
            await sales.Confirm(order with { Lines = [order.Lines[0] with { Name = name }] });
        }

        Assert.Equal(["mug (Big mug) 3 orders 3 units 3870 EUR"], await sales.Report("product"));
    }

    [Fact]
    public async Task Many_orders_in_one_transaction_come_to_the_same_as_one_by_one()
    {
        await using var single = await New();
        await using var grouped = await New();
        var orders = Enumerable.Range(0, 60).Select(number => Order(Noon.AddHours(7 * number), number % 3 == 0 ? "DE" : "GB", ($"sku-{number % 7}", 1 + (number % 4), 100 + number), ("mug", 1, 1290))).ToList();
        var cancelled = orders.Where((_, index) => index % 4 == 1).ToList();
        foreach (var order in orders)
        {
            await single.Confirm(order);
        }

        foreach (var order in cancelled)
        {
            await single.Cancel(order);
        }

        // Some are cancelled before, some are in the group twice.
        Assert.Equal(5, (await grouped.CancelAll([.. cancelled.Take(5), .. cancelled.Take(3)])).Value);
        Assert.Equal(60, (await grouped.ConfirmAll([.. orders, .. orders.Take(10)])).Value);
        Assert.Equal(0, (await grouped.ConfirmAll(orders)).Value);
        Assert.Equal(cancelled.Count - 5, (await grouped.CancelAll(cancelled)).Value);

        Assert.Equal(await single.Reports(), await grouped.Reports());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_order_and_however_often_events_come_also_at_once_the_figures_are_the_same(int seed)
    {
        await using var sales = await New();
        var random = new Random(seed);
        var orders = Enumerable.Range(0, 40).Select(number => Order(
            Noon.AddHours(random.Next(0, 100)),
            number % 3 == 0 ? "DE" : "GB",
            [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => ($"sku-{random.Next(0, 6)}", (long)random.Next(1, 5), (long)random.Next(100, 2_000)))])).ToList();
        var cancelled = orders.Where(_ => random.Next(0, 3) == 0).ToHashSet();
        var deliveries = orders.SelectMany(order => Times(random, () => Guid.CreateVersion7()).Select(id => (Func<Task>)(() => sales.Confirm(order, id))))
            .Concat(cancelled.SelectMany(order => Times(random, () => Guid.CreateVersion7()).Select(id => (Func<Task>)(() => sales.Cancel(order, id)))))
            .ToArray();
        random.Shuffle(deliveries);

        await Parallel.ForEachAsync(deliveries, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (deliver, _) => await deliver());

        var sold = orders.Except(cancelled).ToList();
        Assert.NotEmpty(cancelled);
        Assert.Equal(ByDay(sold), await sales.Report("day"));
        Assert.Equal(
            ByKey(sold.SelectMany(order => order.Lines.GroupBy(line => line.Sku).Select(sku => ($"{sku.Key} (Product {sku.Key})", sku.Sum(line => line.Quantity), sku.Sum(line => line.Total))))),
            await sales.Report("product"));
        Assert.Equal(ByKey(sold.Select(order => (order.Country, order.Lines.Sum(line => line.Quantity), order.Lines.Sum(line => line.Total)))), await sales.Report("country"));
        await sales.Shop.Installation.InvariantsHold();
    }

    /// <summary>The same event up to three times, or told anew: both happen.</summary>
    private static List<Guid> Times(Random random, Func<Guid> newId)
    {
        var first = newId();
        return [first, .. Enumerable.Range(0, random.Next(0, 3)).Select(_ => random.Next(0, 2) == 0 ? first : newId())];
    }

    private static List<string> ByDay(IEnumerable<OrderConfirmed> orders) =>
    [
        .. orders.GroupBy(order => order.PlacedAt.Date).OrderBy(day => day.Key).Select(day =>
            $"{day.Key:yyyy-MM-dd} {day.Count()} orders {day.Sum(order => order.Lines.Sum(line => line.Quantity))} units {day.Sum(order => order.Lines.Sum(line => line.Total))} EUR"),
    ];

    private static List<string> ByKey(IEnumerable<(string Key, long Units, long Revenue)> sold) =>
    [
        .. sold.GroupBy(part => part.Key).OrderByDescending(key => key.Sum(part => part.Revenue)).ThenBy(key => key.Key, StringComparer.Ordinal).Select(key =>
            $"{key.Key} {key.Count()} orders {key.Sum(part => part.Units)} units {key.Sum(part => part.Revenue)} EUR"),
    ];
}
