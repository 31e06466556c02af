using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Kontor.Host.Commands.Import;

/// <summary>How far a step of an import has come.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Done">0 to 1.</param>
/// <param name="Count">How many of its things are through.</param>
/// <param name="Things">What they are; empty when they aren't worth counting.</param>
internal readonly record struct ImportStep(string Name, double Done, long Count = 0, string Things = "");

/// <summary>Shows people how an import gets along: bars on a terminal, a line now and then elsewhere.</summary>
internal static class ImportScreen
{
    private static readonly TimeSpan s_tellEvery = TimeSpan.FromSeconds(3);

    public static Task Show(Func<Action<ImportStep>, Task> import) => Console.IsOutputRedirected ? Telling(import) : Drawing(import);

    private static Task Drawing(Func<Action<ImportStep>, Task> import) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bars = new Dictionary<string, (ProgressTask Bar, long Started)>(StringComparer.Ordinal);
                await import(step =>
                {
                    if (!bars.TryGetValue(step.Name, out var shown))
                    {
                        bars[step.Name] = shown = (context.AddTask(step.Name, maxValue: 1), Stopwatch.GetTimestamp());
                    }

                    shown.Bar.Value = step.Done;
                    shown.Bar.Description = step.Things.Length == 0 ? step.Name : $"{step.Name}, {Rate(step, Stopwatch.GetElapsedTime(shown.Started))}";
                });
                foreach (var (bar, _) in bars.Values)
                {
                    bar.Value = 1;
                }
            });

    private static Task Telling(Func<Action<ImportStep>, Task> import)
    {
        var (name, started, told) = ("", Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
        return import(step =>
        {
            if (step.Name != name)
            {
                (name, started) = (step.Name, Stopwatch.GetTimestamp());
            }

            if (Stopwatch.GetElapsedTime(told) >= s_tellEvery)
            {
                told = Stopwatch.GetTimestamp();
                var elapsed = Stopwatch.GetElapsedTime(started);
                var counted = step.Things.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {step.Count} {step.Things}, {Rate(step, elapsed)}");
                var left = step.Done is > 0 and < 1 ? string.Create(CultureInfo.InvariantCulture, $", about {elapsed.TotalSeconds * (1 - step.Done) / step.Done:0} s left") : "";
                Terminal.Line($"{step.Name}: {step.Done.ToString("P0", CultureInfo.InvariantCulture)}{counted}{left}");
            }
        });
    }

    private static string Rate(ImportStep step, TimeSpan elapsed) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)(step.Count / Math.Max(elapsed.TotalSeconds, 0.001))} {step.Things}/s");
}
