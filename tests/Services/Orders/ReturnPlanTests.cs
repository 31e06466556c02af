using Kontor.Orders.Model;

namespace Kontor.Orders.Tests;

public sealed class ReturnPlanTests
{
    private static readonly DateTimeOffset s_noon = new(2010, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid s_anna = Guid.CreateVersion7();

    [Fact]
    public void The_newest_earlier_lines_give_first_and_several_give_together()
    {
        var plan = new ReturnPlan([Line(3, left: 5), Line(2, left: 5), Line(1, left: 5)]);

        Assert.Equal(["3: 5", "2: 2"], Of(plan.Take(s_anna, "mug", 7, s_noon.AddHours(9), 9)));
        Assert.Equal(["2: 3", "1: 1"], Of(plan.Take(s_anna, "mug", 4, s_noon.AddHours(9), 10)));
    }

    [Fact]
    public void What_is_too_much_takes_nothing_and_leaves_all_for_the_next()
    {
        var plan = new ReturnPlan([Line(2, left: 5), Line(1, left: 5)]);

        Assert.Null(plan.Take(s_anna, "mug", 11, s_noon.AddHours(9), 9));
        Assert.Equal(["2: 5", "1: 5"], Of(plan.Take(s_anna, "mug", 10, s_noon.AddHours(9), 10)));
        Assert.Null(plan.Take(s_anna, "mug", 1, s_noon.AddHours(9), 11));
    }

    [Fact]
    public void Only_what_was_sold_before_counts_and_at_the_same_moment_the_lower_number_was_before()
    {
        var plan = new ReturnPlan([Line(3, left: 1), Line(2, left: 1), Line(1, left: 1)]);

        Assert.Null(plan.Take(s_anna, "mug", 1, s_noon.AddHours(1), 1));
        Assert.Equal(["2: 1"], Of(plan.Take(s_anna, "mug", 1, s_noon.AddHours(2), 3)));
    }

    [Fact]
    public void Nothing_is_found_for_another_customer_or_another_SKU()
    {
        var plan = new ReturnPlan([Line(1, left: 5)]);

        Assert.Null(plan.Take(Guid.CreateVersion7(), "mug", 1, s_noon.AddHours(9), 9));
        Assert.Null(plan.Take(s_anna, "cup", 1, s_noon.AddHours(9), 9));
    }

    /// <summary>The order with the number was placed that many hours after noon.</summary>
    private static ReturnableLine Line(long number, long left) => new()
    {
        OrderId = Guid.CreateVersion7(), Line = 1, CustomerId = s_anna, Sku = "mug", Number = number, PlacedAt = s_noon.AddHours(number), Remaining = left,
    };

    private static IEnumerable<string> Of(IReadOnlyList<SetAgainst>? found) => found!.Select(part => $"{part.Line.Number}: {part.Quantity}");
}
