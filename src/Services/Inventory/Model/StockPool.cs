namespace Kontor.Inventory.Model;

/// <summary>A level as it was locked, with what is left of it while a group of requests is decided.</summary>
internal sealed class PoolLevel(string sku, string location, long available)
{
    public string Sku { get; } = sku;

    public string Location { get; } = location;

    public long Available { get; set; } = available;
}

/// <summary>A quantity of one SKU taken from one location.</summary>
internal readonly record struct Allocation(string Sku, string Location, long Quantity);

/// <summary>
/// Decides from which locations requests are served, one after the other: all lines of a request or none. Checking and taking are the
/// same walk over the same locations, so they can't disagree.
/// </summary>
/// <param name="levels">The locked levels, those to take from first in front.</param>
internal sealed class StockPool(IEnumerable<PoolLevel> levels)
{
    private readonly ILookup<string, PoolLevel> _levels = levels.ToLookup(level => level.Sku, StringComparer.Ordinal);

    /// <summary>Takes all lines, or nothing and tells what is short.</summary>
    /// <param name="demand">One line a SKU.</param>
    public Result<IReadOnlyList<Allocation>> Take(IReadOnlyCollection<KeyValuePair<string, long>> demand)
    {
        var shortages = demand
            .Select(line => (Sku: line.Key, Wanted: line.Value, Available: _levels[line.Key].Sum(level => level.Available)))
            .Where(line => line.Available < line.Wanted)
            .ToList();
        if (shortages.Count > 0)
        {
            return InventoryErrors.OutOfStock(shortages);
        }

        var taken = new List<Allocation>(demand.Count);
        foreach (var (sku, quantity) in demand)
        {
            TakeOne(sku, quantity, taken);
        }

        return taken;
    }

    private void TakeOne(string sku, long quantity, List<Allocation> taken)
    {
        // One parcel beats two: a location that has all of it comes before a preferred one that hasn't.
        var whole = _levels[sku].FirstOrDefault(level => level.Available >= quantity);
        foreach (var level in whole is null ? _levels[sku] : [whole])
        {
            var part = Math.Min(level.Available, quantity);
            if (part > 0)
            {
                level.Available -= part;
                quantity -= part;
                taken.Add(new Allocation(sku, level.Location, part));
            }
        }
    }
}
