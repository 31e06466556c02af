using System.Diagnostics;
using System.IO.Compression;
using Kontor.Bench.Load;
using Kontor.Bench.Machine;
using Kontor.Bench.Shop;

namespace Kontor.Bench.Figures;

/// <summary>How fast another system's invoices are taken over, the command's own start included, while the shop runs.</summary>
internal static class ImportFigures
{
    private const string Invoices = "online_retail_2010-12_2011-08.csv.gz";
    private const int QuickLines = 30_000;

    public static async Task Measure(BenchRun run, CancellationToken cancellation)
    {
        if (!await run.Installation.Has(cancellation, "import", "online-retail"))
        {
            run.Results.Notes.Add("import_lines_per_s is left out: this program has no 'import online-retail'.");
            return;
        }

        var file = await File(run, cancellation);
        var peak = 0.0;
        using var done = new CancellationTokenSource();
        var watching = Task.CompletedTask;
        var leg = await Meter.Measure(
            "import of invoices", run.Installation.Running.Pid, run.Installation.Postmaster, run.Installation.Database("kontor"),
            async () =>
            {
                var started = Stopwatch.GetTimestamp();
                var tally = await run.Installation.Json(["import", "online-retail", file, "--shop", "retail"], cancellation, pid => watching = Watch(pid));
                return new Outcome(tally.GetProperty("lines").GetInt64(), Stopwatch.GetElapsedTime(started).TotalSeconds);
            },
            cancellation);
        await done.CancelAsync();
        await watching;
        run.Results.Legs.Add(leg);
        run.Results.Set("import_lines_per_s", leg.Outcome.Rate, BenchRun.BoundOf(leg) + " (The load generator is the command itself.)");
        run.Results.Set("import_peak_mb", peak);
        run.Progress.Step($"import: {leg.Outcome.Rate:N0} lines/s");

        async Task Watch(int pid)
        {
            while (!done.IsCancellationRequested)
            {
                peak = Math.Max(peak, Processes.ResidentPeak(pid));
                await Task.Delay(50, done.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static async Task<string> File(BenchRun run, CancellationToken cancellation)
    {
        var real = run.Settings.Shared("data", Invoices);
        if (real is not null && !run.Settings.Quick)
        {
            return real;
        }

        var file = run.Installation.Home.File("invoices.csv");
        await using var writer = System.IO.File.CreateText(file);
        if (real is null)
        {
            run.Results.Notes.Add("shared/data isn't beside the checkout: the imported invoices are generated ones of the same shape.");
            await InvoiceLines.Write(writer, run.Settings.Quick ? QuickLines : 320_000);
            return file;
        }

        using var reader = new StreamReader(new GZipStream(System.IO.File.OpenRead(real), CompressionMode.Decompress));
        for (var line = 0; line <= QuickLines && await reader.ReadLineAsync(cancellation) is { } text; line++)
        {
            await writer.WriteLineAsync(text.AsMemory(), cancellation);
        }

        return file;
    }
}
