using System.Collections.Immutable;

namespace Kontor.Inventory.Tests.Properties;

/// <summary>
/// What the stock of a shop is, said as simply as can be: one thing after the other, in memory. It is what the real service is held against, so it shares no code with it.
/// </summary>
/// <param name="OnHand">Pieces by SKU and location.</param>
/// <param name="Reserved">What each order has, by order, SKU and location.</param>
/// <param name="Holds">Which of them can still end, and when.</param>
/// <param name="Requests">Which order each request was answered with last, by its key. It may have nothing any more.</param>
/// <param name="Now">Seconds since the beginning.</param>
public sealed record StockModel(
    ImmutableSortedDictionary<(string Sku, string Location), long> OnHand,
    ImmutableSortedDictionary<(int Order, string Sku, string Location), long> Reserved,
    ImmutableSortedDictionary<int, long> Holds,
    ImmutableSortedDictionary<string, int> Requests,
    long Now)
{
    /// <summary>What each order wants. The first two are one request that was sent twice; the fourth names a SKU in two lines.</summary>
    private static readonly (string Sku, long Quantity)[][] s_wanted = [[("a", 2)], [("a", 2)], [("a", 3), ("b", 1)], [("a", 1), ("b", 2), ("a", 1)], [("b", 4)], [("a", 5)]];

    // In the order in which stock is taken from them.
    private static readonly string[] s_locations = ["main", "annex"];

    public static int Orders => s_wanted.Length;

    public static IReadOnlyList<(string Sku, long Quantity)> Wanted(int order) => s_wanted[order];

    public static string? KeyOf(int order) => order < 2 ? "twins" : order < 5 ? $"key {order}" : null;

    public static StockModel Of(params (string Sku, string Location, long Quantity)[] stock) => new(
        stock.ToImmutableSortedDictionary(level => (level.Sku, level.Location), level => level.Quantity),
        ImmutableSortedDictionary<(int, string, string), long>.Empty,
        ImmutableSortedDictionary<int, long>.Empty,
        ImmutableSortedDictionary<string, int>.Empty,
        Now: 0);

    /// <summary>Does it, and says what the caller is answered.</summary>
    public (StockModel After, string Answer) Do(StockCommand command) => command switch
    {
        StockCommand.Reserve reserve => Reserve(reserve.Order, Now + reserve.Seconds),
        StockCommand.Commit(var order) => Has(order) ? (this with { Holds = Holds.Remove(order) }, "committed") : (this, "inventory.hold_gone"),
        StockCommand.Release(var order) => Has(order) ? (Without(order), "released") : (this, "nothing to release"),
        StockCommand.Expire(var order) => Holds.TryGetValue(order, out var until) && until < Now ? (Without(order), "released") : (this, "nothing to release"),
        StockCommand.Extend(var order, var seconds) => Holds.TryGetValue(order, out var until)
            ? (this with { Holds = Holds.SetItem(order, Math.Max(until, Now + seconds)) }, "extended")
            : (this, "inventory.hold_gone"),
        StockCommand.Adjust(var sku, var location, var delta) => Adjust(sku, location, delta),
        _ => (this with { Now = Now + 60 }, ""),
    };

    public override string ToString() =>
        $"on hand {string.Join(", ", OnHand.Select(level => $"{level.Key.Sku}@{level.Key.Location} {level.Value}"))}; "
        + $"reserved {string.Join(", ", Reserved.Select(line => $"#{line.Key.Order} {line.Key.Sku}@{line.Key.Location} {line.Value}"))}; "
        + $"holds {string.Join(", ", Holds.Select(hold => $"#{hold.Key}{(hold.Value < Now ? " over" : "")}"))}";

    private (StockModel After, string Answer) Reserve(int order, long until)
    {
        // A repeat finds what there is, by its order or by its request.
        var twin = KeyOf(order) is { } key && Requests.TryGetValue(key, out var first) && Has(first) ? first : (int?)null;
        if ((Has(order) ? order : twin) is { } found)
        {
            return (this, $"held for #{found}");
        }

        var demand = Wanted(order).GroupBy(line => line.Sku).Select(lines => (Sku: lines.Key, Quantity: lines.Sum(line => line.Quantity))).OrderBy(line => line.Sku, StringComparer.Ordinal).ToList();
        var short_ = demand.Where(line => s_locations.Sum(location => Free(line.Sku, location)) < line.Quantity).ToList();
        if (short_.Count > 0)
        {
            return (this, $"inventory.out_of_stock: {string.Join(", ", short_.Select(line => $"{line.Sku} {line.Quantity} wanted, {s_locations.Sum(location => Free(line.Sku, location))} available."))}");
        }

        var reserved = Reserved;
        foreach (var (sku, quantity) in demand)
        {
            var left = quantity;
            var whole = s_locations.FirstOrDefault(location => Free(sku, location) >= quantity);
            foreach (var location in whole is null ? s_locations : [whole])
            {
                var part = Math.Min(left, Free(sku, location));
                reserved = part > 0 ? reserved.Add((order, sku, location), part) : reserved;
                left -= part;
            }
        }

        var requests = KeyOf(order) is { } own ? Requests.SetItem(own, order) : Requests;
        return (this with { Reserved = reserved, Holds = Holds.Add(order, until), Requests = requests }, $"held for #{order}");
    }

    private (StockModel After, string Answer) Adjust(string sku, string location, long delta)
    {
        var now = OnHand.GetValueOrDefault((sku, location));
        return delta < 0 && Free(sku, location) < -delta
            ? (this, "inventory.insufficient")
            : (this with { OnHand = OnHand.SetItem((sku, location), now + delta) }, $"adjusted by {delta}");
    }

    private bool Has(int order) => Reserved.Keys.Any(line => line.Order == order);

    private StockModel Without(int order) => this with { Reserved = Reserved.RemoveRange(Reserved.Keys.Where(line => line.Order == order)), Holds = Holds.Remove(order) };

    private long Free(string sku, string location) =>
        OnHand.GetValueOrDefault((sku, location)) - Reserved.Where(line => line.Key.Sku == sku && line.Key.Location == location).Sum(line => line.Value);
}
