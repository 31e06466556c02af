using System.Diagnostics;
using System.Globalization;
using Kontor.Bench.Load;
using Kontor.Bench.Shop;

namespace Kontor.Bench.Report;

/// <summary>What the figures rest on: the server, that it really writes to the disk, and what that costs.</summary>
internal static class ServerFacts
{
    private static readonly string[] s_durable = ["fsync", "synchronous_commit", "full_page_writes"];

    /// <exception cref="BenchFailedException">The server doesn't keep what it says it keeps.</exception>
    public static async Task<IReadOnlyList<string>> Read(Installation installation, CancellationToken cancellation)
    {
        foreach (var setting in s_durable)
        {
            if (await installation.Ask<string>("kontor", $"SHOW {setting}", cancellation) is not "on" and var value)
            {
                throw new BenchFailedException($"{setting} is '{value}': such figures would be worth nothing.");
            }
        }

        return
        [
            $"PostgreSQL {await installation.Ask<string>("kontor", "SHOW server_version", cancellation)} with fsync, synchronous_commit and full_page_writes on",
            string.Create(CultureInfo.InvariantCulture, $"a sync of 8 kB takes this disk {SyncMs(installation.Home.File("sync")):0.00} ms"),
        ];
    }

    /// <summary>The middle one of many writes of a page to the disk, each awaited.</summary>
    private static double SyncMs(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose);
        var page = new byte[8192];
        return new Latencies(Enumerable.Range(0, 200).Select(number =>
        {
            var started = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, page, number * page.LongLength);
            RandomAccess.FlushToDisk(file);
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        })).Median;
    }
}
