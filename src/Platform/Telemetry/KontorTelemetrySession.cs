using System.Globalization;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Kontor.Platform.Telemetry;

/// <summary>
/// Collects metrics for <c>/metrics</c>, and sends traces by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to. One a process.
/// </summary>
internal sealed class KontorTelemetrySession : IDisposable
{
    private readonly PrometheusText _text = new();
    private readonly BaseExportingMetricReader _reader;
    private readonly MeterProvider _metrics;
    private readonly TracerProvider? _traces;

    private KontorTelemetrySession()
    {
        _reader = new BaseExportingMetricReader(_text) { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative };
        _metrics = Sdk.CreateMeterProviderBuilder()
            .AddMeter(KontorTelemetry.Name, "Npgsql", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
            .AddReader(_reader)
            .Build();
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 })
        {
            _traces = Sdk.CreateTracerProviderBuilder()
                .AddSource(KontorTelemetry.Name, "Npgsql", "Microsoft.AspNetCore")
                .AddOtlpExporter()
                .Build();
        }
    }

    /// <summary>Starts collecting.</summary>
    public static KontorTelemetrySession Start() => new();

    /// <summary>All metrics in Prometheus' text format.</summary>
    public string WriteMetrics()
    {
        lock (_text)
        {
            _reader.Collect();
            return _text.Take();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _metrics.Dispose();
        _traces?.Dispose();
    }
}

/// <summary>
/// Writes metrics in Prometheus' text exposition format 0.0.4. (The exporter package isn't to be had, see docs/adr/0006.)
/// </summary>
internal sealed class PrometheusText : BaseExporter<Metric>
{
    private readonly StringWriter _text = new(CultureInfo.InvariantCulture);

    public string Take()
    {
        var text = _text.ToString();
        _text.GetStringBuilder().Clear();
        return text;
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        // A meter that has ended is collected once more, beside the one of the same name that came after it.
        var latest = new Dictionary<string, Metric>(StringComparer.Ordinal);
        foreach (var metric in batch)
        {
            latest[Name(metric)] = metric;
        }

        foreach (var (name, metric) in latest)
        {
            Write(name, metric);
        }

        return ExportResult.Success;
    }

    private void Write(string name, Metric metric)
    {
        var type = metric.MetricType == MetricType.Histogram ? "histogram" : IsCounter(metric) ? "counter" : "gauge";
        _text.Write($"# HELP {name} {metric.Description.ReplaceLineEndings(" ")}\n# TYPE {name} {type}\n");
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = Labels(point);
            switch (metric.MetricType)
            {
                case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                    Sample(name, labels, point.GetSumLong());
                    break;
                case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                    Sample(name, labels, point.GetSumDouble());
                    break;
                case MetricType.LongGauge:
                    Sample(name, labels, point.GetGaugeLastValueLong());
                    break;
                case MetricType.DoubleGauge:
                    Sample(name, labels, point.GetGaugeLastValueDouble());
                    break;
                case MetricType.Histogram:
                    Histogram(name, labels, point);
                    break;
                default:
                    break;
            }
        }
    }

    private void Histogram(string name, string labels, in MetricPoint point)
    {
        var count = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            var bound = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : bucket.ExplicitBound.ToString(CultureInfo.InvariantCulture);
            Sample($"{name}_bucket", labels.Length == 0 ? $"le=\"{bound}\"" : $"{labels},le=\"{bound}\"", count);
        }

        Sample($"{name}_sum", labels, point.GetHistogramSum());
        Sample($"{name}_count", labels, point.GetHistogramCount());
    }

    private void Sample(string name, string labels, double value) =>
        _text.Write(labels.Length == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{name} {value}\n")
            : string.Create(CultureInfo.InvariantCulture, $"{name}{{{labels}}} {value}\n"));

    private static bool IsCounter(Metric metric) => metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;

    private static string Name(Metric metric)
    {
        var unit = metric.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var name = metric.Name.Replace('.', '_').Replace('-', '_');
        return (name.EndsWith(unit, StringComparison.Ordinal) ? name : name + unit) + (IsCounter(metric) ? "_total" : "");
    }

    private static string Labels(in MetricPoint point)
    {
        var labels = new List<string>();
        foreach (var (key, value) in point.Tags)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Add($"{key.Replace('.', '_')}=\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")}\"");
        }

        return string.Join(',', labels);
    }
}
