using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Kontor.Bench.Load;
using Kontor.Bench.Report;
using Kontor.Bench.Shop;

namespace Kontor.Bench;

/// <summary><c>kontor bench</c>.</summary>
internal sealed class BenchCommand
{
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object as the last line, for programs: numbers only." };
    private readonly Option<bool> _quick = new("--quick") { Description = "A rough look in under two minutes." };
    private readonly Option<bool> _save = new("--save") { Description = "Write the report to bench/results." };
    private readonly Option<string[]> _only = new("--only") { Description = $"Measure some groups of figures only: {string.Join(", ", Groups.All.Select(group => group.Name))}.", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _program = new("--program") { Description = "The folder of another published program to measure.", HelpName = "DIR" };

    public static RootCommand Build()
    {
        var bench = new BenchCommand();
        bench._only.AcceptOnlyFromAmong([.. Groups.All.Select(group => group.Name)]);
        var command = new RootCommand("kontor bench: measures the product on an instance of its own in a temporary home, beside baselines on the same machine.")
        {
            bench._json, bench._quick, bench._save, bench._only, bench._program,
        };
        command.SetAction((parsed, cancellation) => bench.Run(parsed, cancellation));
        return command;
    }

    private async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        try
        {
            var root = BenchSettings.FindRoot();
            var program = Path.Combine(parsed.GetValue(_program) ?? Path.Combine(root, "artifacts", "kontor"), "kontor.dll");
            var settings = new BenchSettings(parsed.GetValue(_quick), parsed.GetValue(_only) ?? [], Path.GetFullPath(program), root);
            if (!File.Exists(settings.Program))
            {
                throw new BenchFailedException($"There is no program at {settings.Program}. Build it with ./kontor build, or name another folder with --program.");
            }

            var started = Stopwatch.GetTimestamp();
            var results = await Measure(settings, cancellation);
            var report = await BenchReport.Of(settings, results, Stopwatch.GetElapsedTime(started), cancellation);
            Console.Out.Write(report.Table());
            if (parsed.GetValue(_save))
            {
                Console.Error.WriteLine($"The report is in {await report.Save(cancellation)}.");
            }

            if (parsed.GetValue(_json))
            {
                Console.Out.WriteLine(report.Json());
            }

            return 0;
        }
        catch (BenchFailedException exception)
        {
            await Console.Error.WriteLineAsync($"kontor bench: {exception.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("kontor bench: interrupted.");
            return 130;
        }
    }

    private static async Task<Results> Measure(BenchSettings settings, CancellationToken cancellation)
    {
        var groups = Groups.All.Where(group => settings.Only.Count == 0 || settings.Only.Contains(group.Name)).ToList();
        var progress = new Progress(TimeSpan.FromSeconds(groups.Sum(group => group.Seconds(settings.Quick))));
        using var home = new BenchHome();
        await using var installation = new Installation(settings.Program, home);
        var run = new BenchRun(settings, installation, progress);
        foreach (var group in groups)
        {
            progress.Begin(group.Name);
            await group.Measure(run, cancellation);
            progress.End(TimeSpan.FromSeconds(group.Seconds(settings.Quick)));
        }

        await Groups.CheckAll(run, cancellation);
        return run.Results;
    }
}
