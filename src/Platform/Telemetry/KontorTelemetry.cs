using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Kontor.Platform.Telemetry;

/// <summary>The names under which Kontor reports what it does.</summary>
public static class KontorTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Kontor";

    /// <summary>Traces: one span a call, a job run or an event.</summary>
    public static readonly ActivitySource Source = new(Name);

    /// <summary>Metrics.</summary>
    public static readonly Meter Meter = new(Name);

    // The default bounds are meant for milliseconds: in seconds every call would fall into the first bucket.
    private static readonly InstrumentAdvice<double> s_seconds = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] };

    /// <summary>Seconds that a call took in the service, by <c>method</c> and <c>outcome</c> (<c>ok</c>, an error code or <c>exception</c>).</summary>
    public static readonly Histogram<double> RpcDuration = Meter.CreateHistogram<double>("kontor.rpc.duration", "s", "Time a call took in the service.", tags: null, s_seconds);

    /// <summary>Seconds that a job's run took, by <c>job</c> and <c>outcome</c>.</summary>
    public static readonly Histogram<double> JobDuration = Meter.CreateHistogram<double>("kontor.job.duration", "s", "Time a job's run took.", tags: null, s_seconds);

    /// <summary>Requests that shared one transaction, by <c>stage</c>.</summary>
    public static readonly Histogram<int> GroupSize = Meter.CreateHistogram<int>("kontor.group.size", "{request}", "Requests that shared one transaction.");

    /// <summary>Events handed to consumers, by <c>consumer</c>, <c>type</c> and <c>outcome</c>.</summary>
    public static readonly Counter<long> EventsHandled = Meter.CreateCounter<long>("kontor.events.handled", "{event}", "Events handed to consumers.");

    /// <summary>Events in the log that a consumer hasn't read yet, by <c>consumer</c>.</summary>
    public static readonly Gauge<long> EventsLag = Meter.CreateGauge<long>("kontor.events.lag", "{event}", "Events in the log that a consumer hasn't read yet.");

    /// <summary>Events that a consumer couldn't handle yet and tries again, or that wait behind such a one, by <c>consumer</c>.</summary>
    public static readonly Gauge<long> EventsRetrying = Meter.CreateGauge<long>("kontor.events.retrying", "{event}", "Events that failed and are tried again, or wait behind such a one.");

    /// <summary>Events that a consumer couldn't handle and tries no more, by <c>consumer</c>.</summary>
    public static readonly Gauge<long> EventsDead = Meter.CreateGauge<long>("kontor.events.dead", "{event}", "Dead letters: events that failed too often and wait for somebody to replay them.");

    /// <summary>Committed events that the sequencer hasn't logged yet, by <c>service</c>.</summary>
    public static readonly Gauge<long> OutboxWaiting = Meter.CreateGauge<long>("kontor.outbox.waiting", "{event}", "Committed events that aren't in the log yet.");

    /// <summary>Times that something was asked of a cache, by <c>cache</c> and <c>outcome</c> (<c>hit</c>, <c>miss</c>: it had to be made).</summary>
    public static readonly Counter<long> CacheReads = Meter.CreateCounter<long>("kontor.cache.reads", "{read}", "Times that something was asked of a cache.");
}
