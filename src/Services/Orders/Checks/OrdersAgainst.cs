using Kontor.Platform.Hosting;

namespace Kontor.Orders.Checks;

/// <summary>What one side says of an order against what the other says.</summary>
internal enum Verdict
{
    Fits,

    /// <summary>Between two steps: it will fit soon.</summary>
    InFlight,

    Broken,
}

/// <summary>
/// Holds every order against what another service keeps for it, both ways. The two are read one after the other while the shop goes on, so what doesn't fit at
/// first sight is read again, with the order before and after the other side: an order that stood still meanwhile has been seen as it is.
/// </summary>
/// <typeparam name="TOther">What the other service keeps for an order.</typeparam>
internal sealed class OrdersAgainst<TOther>(CheckedOrders orders)
    where TOther : class
{
    /// <summary>More than that can't be in flight, and fewer tell enough.</summary>
    private const int MostSuspects = CheckedOrders.PageSize;

    private const int MostLines = 50;

    /// <param name="others">All that the other service keeps, by shop and order.</param>
    /// <param name="readAgain">What it keeps for some orders now.</param>
    /// <param name="judge">The verdict on an order and what is kept for it, either of which may be null, and what to say when it is broken.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Findings> Examine(
        IAsyncEnumerable<KeyValuePair<OrderKey, TOther>> others,
        Func<IReadOnlyCollection<OrderKey>, Task<IReadOnlyDictionary<OrderKey, TOther>>> readAgain,
        Func<CheckedOrder?, TOther?, (Verdict Verdict, string Says)> judge,
        CancellationToken cancellation)
    {
        var looked = 0L;
        var suspects = new List<OrderKey>();
        await foreach (var (key, order, other) in SideBySide.Walk(orders.All(cancellation), others))
        {
            looked++;
            if (judge(order, other).Verdict != Verdict.Fits && suspects.Count < MostSuspects)
            {
                suspects.Add(key);
            }
        }

        if (suspects.Count == 0)
        {
            return new Findings([], looked, "orders");
        }

        var before = await orders.Of(suspects, cancellation);
        var there = await readAgain(suspects);
        var after = await orders.Of(suspects, cancellation);
        var verdicts = suspects.Select(key => before.GetValueOrDefault(key) == after.GetValueOrDefault(key)
            ? judge(after.GetValueOrDefault(key), there.GetValueOrDefault(key))
            : (Verdict: Verdict.InFlight, Says: "")).ToList();
        return new Findings(
            [.. verdicts.Where(seen => seen.Verdict == Verdict.Broken).Select(seen => seen.Says).Take(MostLines)],
            looked,
            "orders",
            verdicts.Count(seen => seen.Verdict == Verdict.InFlight));
    }
}
