using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Kontor.Bench.Load;

/// <summary>The baselines: <c>pgbench</c> on the server that the product runs on.</summary>
internal static partial class PgBench
{
    /// <summary>Runs a script as <c>pgbench -n -M prepared -c CLIENTS -j 2 -T SECONDS -f SCRIPT</c>.</summary>
    /// <param name="folder">Where the programs of the server are, this one among them.</param>
    /// <param name="database">Where to run it.</param>
    /// <param name="script">A file.</param>
    /// <param name="clients">Connections.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="logs">A folder of its own for the time, which isn't there yet.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="BenchFailedException">It can't be run, or a transaction failed.</exception>
    public static async Task<Outcome> Run(string folder, NpgsqlConnectionStringBuilder database, string script, int clients, int seconds, string logs, CancellationToken cancellation)
    {
        Directory.CreateDirectory(logs);
        try
        {
            // The log is for the percentiles alone, and of every fifth transaction, so that writing it costs the baseline nothing.
            string[] command =
            [
                "-n", "-M", "prepared", "-c", Text(clients), "-j", "2", "-T", Text(seconds), "-f", script, "-l", "--sampling-rate=0.2", "--log-prefix=log",
                "-h", database.Host!, "-p", Text(database.Port), "-U", database.Username!, database.Database!,
            ];
            var output = await Command.Run(Path.Combine(folder, "pgbench"), command, cancellation, logs);
            var latencies = new Latencies(Directory.EnumerateFiles(logs).SelectMany(File.ReadLines).Select(MillisecondsOf));
            var (done, rate) = Parse(output);
            return new Outcome(done, done / rate, latencies.Median, latencies.P99);
        }
        finally
        {
            Directory.Delete(logs, recursive: true);
        }
    }

    /// <returns>How many transactions were done, and how many a second.</returns>
    /// <exception cref="BenchFailedException">Some failed, or it says nothing of the kind.</exception>
    public static (long Done, double Rate) Parse(string output)
    {
        var (done, failed, rate) = (Done().Match(output), Failed().Match(output), Rate().Match(output));
        return !done.Success || !rate.Success ? throw new BenchFailedException($"pgbench gave no result:\n{output}")
            : failed.Success && failed.Value != "0" ? throw new BenchFailedException($"{failed.Value} transactions of pgbench failed.")
            : (long.Parse(done.Value, CultureInfo.InvariantCulture), double.Parse(rate.Value, CultureInfo.InvariantCulture));
    }

    /// <summary>A line of its log: client, transaction, microseconds, script, time, …</summary>
    internal static double MillisecondsOf(string line) => long.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture) / 1e3;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<=number of transactions actually processed: )\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Done();

    [GeneratedRegex(@"(?<=number of failed transactions: )\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Failed();

    [GeneratedRegex(@"(?<=tps = )[\d.]+", RegexOptions.CultureInvariant)]
    private static partial Regex Rate();
}
