using Kontor.Platform.Hosting;
using Kontor.Platform.Jobs;
using Kontor.Platform.Storage;
using Kontor.Platform.Telemetry;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kontor.Platform.Messaging;

/// <summary>This process's part in the event bus. Several replicas of everything in here are right side by side.</summary>
internal sealed class EventBus : IAsyncDisposable
{
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(1);
    // A run costs about the same for one event as for a hundred; people and peers don't notice the wait.
    private static readonly TimeSpan s_sequencerRests = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_consumerRests = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_measureEvery = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource _source;
    private readonly Database _database;
    private readonly EventLog _log;
    private readonly UndeliveredEvents _undelivered;
    private readonly JobRunner _jobs;
    private readonly LogTail _tail;
    private readonly List<string> _consumers = [];
    private readonly TimeProvider _clock;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;

    public EventBus(ServiceLogin login, Watches watches, KontorOptions options, ILoggerFactory loggers)
    {
        _clock = options.Clock;
        _loggers = loggers;
        _logger = loggers.CreateLogger("Kontor.bus");
        _source = Connections.Open(Migrations.Bus, login, options with { PoolSize = PoolSize(options.PoolSize) }, loggers);
        _database = new Database(_source, login.AcrossShopsRole);
        _log = new EventLog(_database);
        _undelivered = new UndeliveredEvents(_database);
        Signals = new BusSignals(_database, _clock, _logger);
        _tail = new LogTail(_log, watches, Signals, _clock, _logger);
        Desk = new EventDesk(_database, _undelivered, _clock);
        Checks = new BusInvariants(_database, _clock).All();
        var sequence = new Job(Sequencer.JobName, s_lookEvery, new Sequencer(_database, Signals, _clock).Run) { Rest = s_sequencerRests };
        Signals.Sequencers.Add(sequence);
        _jobs = new JobRunner(_database, [sequence, new Job(Partitions.JobName, Partitions.Pause, new Partitions(options.OwnerConnectionString).Run)], _clock, _logger);
    }

    public BusSignals Signals { get; }

    public EventDesk Desk { get; }

    public IReadOnlyList<InvariantCheck> Checks { get; }

    /// <summary>How many connections it holds at most, where a service holds so many: one of them does nothing but listen for signals.</summary>
    public static int PoolSize(int ofService) => Math.Max(ofService, 3);

    /// <summary>The jobs of a service that listens; they run under its own leases. None for a service that doesn't.</summary>
    public IReadOnlyList<Job> Listen(string service, IReadOnlyCollection<Subscription> subscriptions)
    {
        if (subscriptions.Count == 0)
        {
            return [];
        }

        _consumers.Add(service);
        var consumer = new Consumer(service, subscriptions, _log, _undelivered, _clock, _loggers.CreateLogger($"Kontor.{service}"));
        var read = new Job("read-events", s_lookEvery, consumer.Read) { Rest = s_consumerRests };
        var retry = new Job("retry-events", s_lookEvery, consumer.Retry);
        Signals.Consumers.Add(read);
        return [read, retry];
    }

    /// <summary>Sequences, signals, watches and measures until it is cancelled.</summary>
    public Task Run(CancellationToken cancellation) => Task.WhenAll(_jobs.Run(cancellation), Signals.Run(cancellation), _tail.Run(cancellation), Measure(cancellation));

    /// <summary>Makes the consumers of this process known, so that the log keeps for them what they haven't read, and begins to watch.</summary>
    public async Task Introduce(CancellationToken cancellation)
    {
        await _database.AcrossShops().Execute(
            $"INSERT INTO consumer (name, position) SELECT name, 0 FROM unnest({_consumers.ToArray()}) AS name ON CONFLICT DO NOTHING", cancellation);
        await _tail.Begin(cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _tail.Dispose();
        return _source.DisposeAsync();
    }

    private async Task Measure(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                foreach (var consumer in await Desk.Consumers(cancellation))
                {
                    var name = new KeyValuePair<string, object?>("consumer", consumer.Name);
                    KontorTelemetry.EventsLag.Record(consumer.Lag, name);
                    KontorTelemetry.EventsRetrying.Record(consumer.Retrying, name);
                    KontorTelemetry.EventsDead.Record(consumer.Dead, name);
                }

                foreach (var (service, waiting) in await Desk.Waiting(cancellation))
                {
                    KontorTelemetry.OutboxWaiting.Record(waiting, new KeyValuePair<string, object?>("service", service));
                }
            }
#pragma warning disable CA1031 // A figure that can't be had now is had in a moment.
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
            {
                _logger.LogDebug(exception, "The consumers' lag can't be measured now.");
            }

            await Task.Delay(s_measureEvery, _clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
