namespace Kontor.Host.Demo;

/// <summary>How many of each article the demo shop has: plenty of most, the last few of some, none of a few.</summary>
internal static class DemoStock
{
    private const int Kinds = 40;

    /// <summary>The same number for the same SKU, so that a second filling agrees with the first.</summary>
    public static long Of(string sku)
    {
        // What the first steps in the README buy is there.
        if (sku.StartsWith("MUG-", StringComparison.Ordinal))
        {
            return 100;
        }

        var hash = sku.Aggregate(17u, (sum, character) => (sum * 31) + character);
        return (hash % Kinds) switch
        {
            0 => 0,
            1 or 2 or 3 => 1 + (hash / Kinds % 3),
            _ => 20 + (hash / Kinds % 131),
        };
    }
}
