using System.Globalization;
using System.Text.Json.Serialization;
using Kontor.Platform.Failures;
using Microsoft.AspNetCore.Http;

namespace Kontor.Gateway.Edge;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What the list holds.</typeparam>
internal sealed record Page<T>
{
    /// <summary>The items of this page.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>Send it as <c>?after=</c> to get the next page; null on the last one.</summary>
    public required string? Next { get; init; }

    /// <summary>How many items all pages have together, with <c>?count=estimated</c>: exact up to 10,000, about right beyond.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Total { get; init; }
}

/// <summary>How lists are paged: by cursor, never by offset, so that a page stays right while things are added.</summary>
internal static class Paging
{
    public const int DefaultLimit = Validation.DefaultPageSize;

    public const int MaxLimit = Validation.LongestPage;

    public const string CountParameter = "count";

    /// <summary>The query parameter <c>limit</c>.</summary>
    public static Result<int> Limit(string? limit, int usual = DefaultLimit, int most = MaxLimit) => limit switch
    {
        null => usual,
        _ when int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most => count,
        _ => RequestErrors.InvalidQuery("limit", "out_of_range", $"Give a whole number from 1 to {most}."),
    };

    /// <summary>A page whose next cursor the service made; empty means the last page.</summary>
    /// <param name="items">The items of this page.</param>
    /// <param name="next">The cursor of the next page.</param>
    /// <param name="total">How many there are in all; null when nobody asked.</param>
    public static Page<T> Of<T>(IReadOnlyList<T> items, string next, long? total) => new() { Items = items, Next = next.Length == 0 ? null : next, Total = total };

    /// <summary>A list that has no more than one page.</summary>
    public static Page<T> All<T>(EdgeCall edge, IReadOnlyList<T> items) => new() { Items = items, Next = null, Total = edge.WantsTotal ? items.Count : null };

    /// <summary>The query parameter <c>count</c>: whether the total is wanted.</summary>
    public static Result<bool> WantsTotal(IQueryCollection query) => query[CountParameter] switch
    {
        [] => false,
        ["estimated"] => true,
        _ => RequestErrors.InvalidQuery(CountParameter, "invalid", "Send 'estimated' to get a total, or leave it out."),
    };
}
