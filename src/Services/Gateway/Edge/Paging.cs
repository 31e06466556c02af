using System.Globalization;

namespace Kontor.Gateway.Edge;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
internal sealed record Page<T>
{
    /// <summary>The items of this page.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>Send it as <c>?after=</c> to get the next page; null on the last one.</summary>
    public required string? Next { get; init; }
}

/// <summary>How lists are paged: by cursor, never by offset, so that a page stays right while things are added.</summary>
internal static class Paging
{
    public const int DefaultLimit = 24;

    public const int MaxLimit = 100;

    /// <summary>The query parameter <c>limit</c>.</summary>
    public static Result<int> Limit(string? limit, int usual = DefaultLimit, int most = MaxLimit) => limit switch
    {
        null => usual,
        _ when int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most => count,
        _ => RequestErrors.InvalidQuery("limit", "out_of_range", $"Give a whole number from 1 to {most}."),
    };

    /// <summary>A page whose next cursor the service made; empty means the last page.</summary>
    public static Page<T> Of<T>(IReadOnlyList<T> items, string next) => new() { Items = items, Next = next.Length == 0 ? null : next };

    /// <summary>A list that has no more than one page.</summary>
    public static Page<T> All<T>(IReadOnlyList<T> items) => new() { Items = items, Next = null };
}
