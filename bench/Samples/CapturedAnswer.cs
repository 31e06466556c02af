namespace Kontor.Bench.Samples;

/// <summary>An answer of the product, as the bare server gives it again.</summary>
/// <param name="Target">Path and query.</param>
/// <param name="Tag">Its ETag; empty without one.</param>
/// <param name="Headers">All headers but those that every server makes itself.</param>
/// <param name="Body">The bytes.</param>
internal sealed record CapturedAnswer(string Target, string Tag, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    // Connection by connection, or made anew for every answer.
    private static readonly HashSet<string> s_made = new(["Date", "Connection", "Transfer-Encoding", "Content-Length", "Keep-Alive"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Asks the product.</summary>
    public static async Task<CapturedAnswer> Of(HttpClient http, string target, CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(new Uri(target, UriKind.Relative), cancellation);
        answer.EnsureSuccessStatusCode();
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => !s_made.Contains(header.Key)).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.Ordinal);
        return new CapturedAnswer(target, answer.Headers.ETag?.ToString() ?? "", headers, await answer.Content.ReadAsByteArrayAsync(cancellation));
    }
}
