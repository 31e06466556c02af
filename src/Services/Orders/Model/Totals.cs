using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Types.V1;

namespace Kontor.Orders.Model;

/// <summary>Adds up an order.</summary>
internal static class Totals
{
    /// <summary>Far beyond any order, far below what 64 bits hold.</summary>
    private const long Most = 1_000_000_000_000_000;

    /// <summary>
    /// Tax is taken from the sum of all amounts with one rate and rounded once, not per line (Japan's qualified invoice asks for it, and
    /// everywhere else it avoids lost cents). Halves round up; in yen, fractions are dropped, as is the custom there.
    /// </summary>
    /// <param name="lineTotals">Minor units of each line.</param>
    /// <param name="shipping">Minor units of the delivery fee.</param>
    /// <param name="currency">ISO 4217.</param>
    /// <param name="taxRatePpm">Parts per million: 190000 is 19 %.</param>
    /// <param name="pricesIncludeTax">Whether prices and the fee contain the tax already.</param>
    /// <returns>Null when the total is larger than an order can be.</returns>
    public static OrderTotals? Of(IEnumerable<Int128> lineTotals, long shipping, string currency, int taxRatePpm, bool pricesIncludeTax)
    {
        var items = lineTotals.Aggregate(Int128.Zero, (sum, total) => sum + total);
        var net = items + shipping;
        if (net > Most)
        {
            return null;
        }

        var tax = pricesIncludeTax
            ? Divide(net * taxRatePpm, 1_000_000 + taxRatePpm, currency)
            : Divide(net * taxRatePpm, 1_000_000, currency);
        MoneyAmount Amount(Int128 value) => new() { Amount = (long)value, Currency = currency };
        return new OrderTotals
        {
            Items = Amount(items),
            Shipping = Amount(shipping),
            Tax = Amount(tax),
            Discount = Amount(0),
            Points = Amount(0),
            Total = Amount(pricesIncludeTax ? net : net + tax),
        };
    }

    private static Int128 Divide(Int128 dividend, Int128 divisor, string currency) =>
        currency == "JPY" ? dividend / divisor : ((dividend * 2) + divisor) / (divisor * 2);
}
