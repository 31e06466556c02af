using Kontor.Orders.Model;

namespace Kontor.Orders.Tests;

public sealed class TotalsTests
{
    [Theory]
    [InlineData("EUR", 190_000, true, 1190, 190, 1190)]
    [InlineData("EUR", 190_000, false, 1000, 190, 1190)]
    [InlineData("EUR", 0, true, 1000, 0, 1000)]
    [InlineData("EUR", 77_000, true, 100, 7, 100)]
    [InlineData("USD", 88_750, false, 1999, 177, 2176)]
    public void Tax_is_inside_or_on_top(string currency, int ratePpm, bool inclusive, long items, long tax, long total)
    {
        var totals = Totals.Of([items], 0, currency, ratePpm, inclusive)!;

        Assert.Equal((items, tax, total), (totals.Items.Amount, totals.Tax.Amount, totals.Total.Amount));
    }

    /// <summary>105 × 3 at 10 %: 31 when the sum is taxed, 30 when each line is (Japan's qualified invoice forbids the latter).</summary>
    [Fact]
    public void Tax_is_rounded_once_for_the_order_not_per_line()
    {
        Assert.Equal(31, Totals.Of([105, 105, 105], 0, "JPY", 100_000, pricesIncludeTax: false)!.Tax.Amount);
    }

    [Fact]
    public void Delivery_is_taxed_with_the_goods()
    {
        var totals = Totals.Of([1000], 500, "EUR", 190_000, pricesIncludeTax: false)!;

        Assert.Equal((500, 285, 1785), (totals.Shipping.Amount, totals.Tax.Amount, totals.Total.Amount));
    }

    [Fact]
    public void An_order_beyond_all_bounds_has_no_total()
    {
        Assert.Null(Totals.Of(Enumerable.Repeat((Int128)1_000_000_000_000 * 100_000, 1_000), 0, "EUR", 190_000, pricesIncludeTax: true));
    }
}
