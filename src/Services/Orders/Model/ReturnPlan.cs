namespace Kontor.Orders.Model;

/// <summary>A line of an imported order of which something may still be given back.</summary>
internal sealed record ReturnableLine
{
    public required Guid OrderId { get; init; }

    public required int Line { get; init; }

    public required Guid CustomerId { get; init; }

    public required string Sku { get; init; }

    public required long Number { get; init; }

    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>How many haven't been given back.</summary>
    public required long Remaining { get; init; }
}

/// <summary>A part of a return that is set against a line.</summary>
internal readonly record struct SetAgainst(ReturnableLine Line, long Quantity);

/// <summary>
/// Decides what returns are set against: the newest earlier lines of the same customer and SKU of which something is left, as many as it takes. A
/// returned line is taken as a whole or not at all: half of one would leave money that belongs nowhere.
/// </summary>
/// <param name="lines">All lines that may come into question, the newest first.</param>
internal sealed class ReturnPlan(IEnumerable<ReturnableLine> lines)
{
    private readonly ILookup<(Guid, string), ReturnableLine> _lines = lines.ToLookup(line => (line.CustomerId, line.Sku));
    private readonly Dictionary<(Guid Order, int Line), long> _used = [];

    /// <summary>Takes a returned line out of what is left.</summary>
    /// <returns>What it is set against; null when too little is left.</returns>
    public IReadOnlyList<SetAgainst>? Take(Guid customer, string sku, long quantity, DateTimeOffset at, long number)
    {
        var found = new List<SetAgainst>();
        foreach (var line in _lines[(customer, sku)].Where(line => (line.PlacedAt, line.Number).CompareTo((at, number)) < 0))
        {
            var part = Math.Min(quantity, line.Remaining - _used.GetValueOrDefault((line.OrderId, line.Line)));
            if (part > 0)
            {
                found.Add(new SetAgainst(line, part));
                quantity -= part;
            }

            if (quantity == 0)
            {
                found.ForEach(taken => _used[(taken.Line.OrderId, taken.Line.Line)] = _used.GetValueOrDefault((taken.Line.OrderId, taken.Line.Line)) + taken.Quantity);
                return found;
            }
        }

        return null;
    }
}
