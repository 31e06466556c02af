using Kontor.Inventory.Model;

namespace Kontor.Inventory.Tests;

public sealed class StockPoolTests
{
    [Fact]
    public void All_lines_or_none()
    {
        var pool = new StockPool([new("a", "main", 5), new("b", "main", 1)]);

        var refused = pool.Take(Demand(("a", 5), ("b", 2)));
        var taken = pool.Take(Demand(("a", 5), ("b", 1)));

        Assert.Equal("inventory.out_of_stock", refused.Error.Code);
        Assert.Equal(["b"], refused.Error.Faults.Select(fault => fault.Pointer));
        Assert.Equal([new("a", "main", 5), new("b", "main", 1)], taken.Value);
    }

    [Fact]
    public void One_location_that_has_all_of_it_comes_before_a_preferred_one_that_has_not()
    {
        var pool = new StockPool([new("a", "first", 3), new("a", "second", 10)]);

        Assert.Equal([new Allocation("a", "second", 5)], pool.Take(Demand(("a", 5))).Value);
        Assert.Equal([new Allocation("a", "first", 3)], pool.Take(Demand(("a", 3))).Value);
    }

    [Fact]
    public void What_no_location_has_alone_is_taken_from_several_in_their_order()
    {
        var pool = new StockPool([new("a", "first", 3), new("a", "second", 4)]);

        Assert.Equal([new("a", "first", 3), new("a", "second", 2)], pool.Take(Demand(("a", 5))).Value);
        Assert.Equal("3 wanted, 2 available.", pool.Take(Demand(("a", 3))).Error.Faults[0].Detail);
    }

    private static SortedDictionary<string, long> Demand(params (string Sku, long Quantity)[] lines) =>
        new(lines.ToDictionary(line => line.Sku, line => line.Quantity), StringComparer.Ordinal);
}
