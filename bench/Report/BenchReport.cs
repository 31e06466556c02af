using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kontor.Bench.Report;

/// <summary>The results, as people and programs read them.</summary>
internal sealed class BenchReport
{
    private readonly BenchSettings _settings;
    private readonly Results _results;
    private readonly MachineFacts _machine;
    private readonly TimeSpan _took;

    private BenchReport(BenchSettings settings, Results results, MachineFacts machine, TimeSpan took)
    {
        _settings = settings;
        _results = results;
        _machine = machine;
        _took = took;
    }

    public static async Task<BenchReport> Of(BenchSettings settings, Results results, TimeSpan took, CancellationToken cancellation) =>
        new(settings, results, await MachineFacts.Read(settings.Root, cancellation), took);

    /// <summary>A line a figure.</summary>
    public string Table()
    {
        var text = new StringBuilder();
        foreach (var (figure, value) in _results.Figures)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{figure.Key,-26}{Text(figure, value),12}  {figure.Meaning}");
        }

        foreach (var note in _results.Notes)
        {
            text.AppendLine(note);
        }

        return text.ToString();
    }

    /// <summary>One object with nothing but numbers in it.</summary>
    public string Json() => JsonSerializer.Serialize(_results.Figures.ToDictionary(pair => pair.Figure.Key, pair => Math.Round(pair.Value, pair.Figure.Digits), StringComparer.Ordinal));

    /// <summary>Writes the report beside those of earlier runs.</summary>
    /// <returns>Where it is.</returns>
    public async Task<string> Save(CancellationToken cancellation)
    {
        var path = Path.Combine(_settings.Root, "bench", "results", $"{_machine.Date}-{_machine.Commit}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path + ".md", Markdown(), cancellation);
        var figures = _results.Figures.ToDictionary(pair => pair.Figure.Key, pair => Math.Round(pair.Value, pair.Figure.Digits), StringComparer.Ordinal);
        await File.WriteAllTextAsync(path + ".json", JsonSerializer.Serialize(new { machine = _machine, quick = _settings.Quick, figures, loads = _results.Legs }, s_indented) + "\n", cancellation);
        return path + ".md";
    }

    private static readonly JsonSerializerOptions s_indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The whole report.</summary>
    public string Markdown()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Benchmark of {_machine.Commit}, {_machine.Date}{(_settings.Quick ? " (quick: a rough look)" : "")}");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{_machine.Processors} processors ({_machine.Model}), {_machine.MemoryGb:0.0} GB, Linux {_machine.Kernel}, {_machine.Runtime}; {string.Join("; ", _results.Facts)}. It took {_took.TotalMinutes:0.0} minutes. Default settings; the load");
        text.AppendLine("generators play a trusted proxy in front of 4,000 clients, so that each stays within the limit of requests by address. docs/benchmarks.md says what each figure means.");
        text.AppendLine();
        foreach (var note in _results.Notes)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {note}");
        }

        text.AppendLine("## Figures").AppendLine().AppendLine("| figure | value | what |").AppendLine("|---|---:|---|");
        foreach (var (figure, value) in _results.Figures)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| `{figure.Key}` | {Text(figure, value)} | {figure.Meaning} |");
        }

        text.AppendLine().AppendLine("## What bounds them").AppendLine();
        foreach (var (figure, _) in _results.Figures)
        {
            if (_results.BoundOf(figure.Key) is { } bound)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"- `{figure.Key}`: {bound}");
            }
        }

        text.AppendLine().AppendLine("## Every load, in order").AppendLine();
        text.AppendLine("CPU in milliseconds for one request; processors as how many of them were in use on average.").AppendLine();
        text.AppendLine("| load | done/s | median ms | p99 ms | program CPU | PostgreSQL CPU | processors: program, PostgreSQL, load, others |").AppendLine("|---|---:|---:|---:|---:|---:|---|");
        foreach (var leg in _results.Legs)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {leg.Name} | {leg.Outcome.Rate:N0} | {leg.Outcome.MedianMs?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–"} | {leg.Outcome.P99Ms?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–"} | {leg.ProgramMs:0.000} | {leg.PostgresMs:0.000} | {leg.Costs.Program / leg.Seconds:0.00}, {leg.Costs.Postgres / leg.Seconds:0.00}, {leg.Costs.Load / leg.Seconds:0.00}, {(leg.Costs.Others + leg.Costs.Stolen) / leg.Seconds:0.00} |");
        }

        return text.ToString();
    }

    private static string Text(Figure figure, double value) => value.ToString("N" + figure.Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
