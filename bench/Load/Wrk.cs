using System.Globalization;
using System.Text.Json;

namespace Kontor.Bench.Load;

/// <summary>Load by <c>wrk</c>, closed loop: each connection sends its next request when the last one is answered.</summary>
internal static class Wrk
{
    private const string Marker = "RESULT ";

    /// <summary>Runs one of the scripts beside this program.</summary>
    /// <param name="address">Whom to ask.</param>
    /// <param name="script">The script's name.</param>
    /// <param name="clients">Connections.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="arguments">For the script.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="BenchFailedException">It can't be run, or an answer was an error.</exception>
    public static async Task<Outcome> Run(Uri address, string script, int clients, int seconds, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        // Longer than the program's own deadlines: a late answer is late, not lost.
        string[] command = ["-t2", $"-c{clients}", $"-d{seconds}s", "--timeout", "30s", "-s", Path.Combine(AppContext.BaseDirectory, "Scripts", script), address.ToString(), "--", .. arguments];
        var output = await Command.Run("wrk", command, cancellation);
        return Parse(output);
    }

    /// <exception cref="BenchFailedException">Something was answered with an error, or not at all.</exception>
    public static Outcome Parse(string output)
    {
        var line = output.Split('\n').LastOrDefault(line => line.StartsWith(Marker, StringComparison.Ordinal)) ?? throw new BenchFailedException($"wrk gave no result:\n{output}");
        using var json = JsonDocument.Parse(line[Marker.Length..]);
        long Number(string name) => json.RootElement.GetProperty(name).GetInt64();
        var errors = ((string[])["connect", "read", "write", "status", "timeout"]).Where(kind => Number(kind) > 0).Select(kind => string.Create(CultureInfo.InvariantCulture, $"{Number(kind)} {kind}")).ToList();
        return errors.Count > 0
            ? throw new BenchFailedException($"Of {Number("requests")} requests not all were answered well; errors: {string.Join(", ", errors)}.")
            : new Outcome(Number("requests"), Number("micros") / 1e6, Number("p50") / 1e3, Number("p99") / 1e3);
    }
}
