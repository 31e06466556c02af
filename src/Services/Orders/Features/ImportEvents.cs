using Kontor.Contracts.Orders.V1;

namespace Kontor.Orders.Features;

/// <summary>Tells of imports in few events: one of each order would be as many transactions for whoever listens.</summary>
internal static class ImportEvents
{
    /// <summary>Small enough that a consumer can read hundreds of events at once.</summary>
    private const int MostLines = 1_000;

    /// <summary>Parts of a batch, each with about as many lines as an event may have.</summary>
    public static IEnumerable<IReadOnlyList<T>> Split<T>(IEnumerable<T> items, Func<T, int> linesOf)
    {
        var (part, lines) = (new List<T>(), 0);
        foreach (var item in items)
        {
            part.Add(item);
            lines += linesOf(item);
            if (lines >= MostLines)
            {
                yield return part;
                (part, lines) = ([], 0);
            }
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    public static ImportedEventOrder Of(Guid id, long number, string country, DateTimeOffset at, IEnumerable<ImportedLine> lines) => new(
        id,
        number.ToString(),
        country,
        at,
        [
            .. lines.GroupBy(line => line.Sku, StringComparer.Ordinal)
                .Select(sku => new ImportedEventLine(sku.Key, sku.Sum(line => line.Quantity), sku.Sum(line => line.Quantity * line.UnitPrice))),
        ]);

    public static Dictionary<string, string> Names(IEnumerable<ImportedLine> lines)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            names.TryAdd(line.Sku, line.Name);
        }

        return names;
    }
}
