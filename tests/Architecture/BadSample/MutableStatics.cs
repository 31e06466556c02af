using System.Collections.Concurrent;

namespace Kontor.BadSample;

internal static class MutableStatics
{
    private static int s_counter;

    private static readonly ConcurrentDictionary<string, int> s_cache = new();

    public static string Last { get; set; } = "";

    // Fine: they can't change.
    public static readonly string Fixed = "";

    public static IReadOnlyList<string> Words { get; } = [];

    public static int Count() => s_cache.Count + ++s_counter + Words.Count(word => word.Length > 0);
}
