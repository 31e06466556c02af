using System.Collections.Concurrent;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Telemetry;
using Microsoft.Extensions.Logging;

namespace Kontor.Platform.Messaging;

/// <summary>
/// A service as a consumer of events: reads the log by position and hands each event to the handler for its type, at least once, those with the same key in their order.
/// An event that fails is put aside and tried again, and only those with its key wait for it. One replica reads at a time; the inbox makes a second one harmless.
/// </summary>
internal sealed class Consumer
{
    private const int Page = 500;
    private const int AtOnce = 4;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly string _name;
    private readonly Dictionary<string, Subscription> _subscriptions;
    private readonly string[] _types;
    private readonly EventLog _log;
    private readonly UndeliveredEvents _undelivered;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    public Consumer(string name, IEnumerable<Subscription> subscriptions, EventLog log, UndeliveredEvents undelivered, TimeProvider clock, ILogger logger)
    {
        _name = name;
        _subscriptions = subscriptions.ToDictionary(subscription => subscription.EventName, StringComparer.Ordinal);
        _types = [.. _subscriptions.Keys];
        _log = log;
        _undelivered = undelivered;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>Handles what is new in the log.</summary>
    public async Task Read(CancellationToken cancellation)
    {
        while (true)
        {
            var (head, read) = await _log.Positions(_name, cancellation);
            if (read >= head)
            {
                return;
            }

            var events = await _log.Read(read, head, _types, Page, cancellation);
            var putAside = await HandleAll(events, await _undelivered.HeldBack(_name, events, cancellation), cancellation);
            await _log.Advance(_name, events.Count == Page ? events[^1].Position : head, putAside, cancellation);
        }
    }

    /// <summary>Tries again what has failed and is due.</summary>
    public async Task Retry(CancellationToken cancellation)
    {
        while (await _undelivered.Due(_name, _clock.GetUtcNow(), Page, cancellation) is { Count: > 0 } due)
        {
            await Parallel.ForEachAsync(due, Limits(cancellation), async (failed, token) => await TryAgain(failed, token));
        }
    }

    private async Task<IReadOnlyCollection<Undelivered>> HandleAll(List<LoggedEvent> events, HashSet<(string, string)> heldBack, CancellationToken cancellation)
    {
        var putAside = new ConcurrentQueue<Undelivered>();
        await Parallel.ForEachAsync(events.GroupBy(logged => logged.Lane), Limits(cancellation), async (lane, token) =>
        {
            var isHeldBack = heldBack.Contains(lane.Key);
            foreach (var logged in lane)
            {
                if (isHeldBack)
                {
                    putAside.Enqueue(Undelivered.Waiting(_name, logged, _clock.GetUtcNow()));
                }
                else if (await Handle(logged, attempts: 1, token) is { } exception)
                {
                    putAside.Enqueue(Undelivered.Failed(_name, logged, exception, _clock.GetUtcNow()));
                    isHeldBack = true;
                }
            }
        });
        return putAside;
    }

    private async Task TryAgain(Undelivered failed, CancellationToken cancellation)
    {
        if (await Handle(failed, failed.Attempts + 1, cancellation) is not { } exception)
        {
            await _undelivered.Handled(failed, cancellation);
            return;
        }

        var (now, attempts) = (_clock.GetUtcNow(), failed.Attempts + 1);
        var isDead = attempts >= Undelivered.MostAttempts && !IsForNow(exception);
        if (isDead)
        {
            _logger.LogError("{Consumer} couldn't handle event {EventId} ({Type}, position {Position}) in {Attempts} attempts: it is a dead letter now. Mend the cause, then: kontor events replay {Position}", _name, failed.EventId, failed.Type, failed.Position, attempts, failed.Position);
        }

        await _undelivered.FailedAgain(failed, Undelivered.Describe(exception), isDead ? null : now + Undelivered.Wait(attempts), now, cancellation);
    }

    /// <returns>What went wrong; null when it was handled.</returns>
    private async Task<Exception?> Handle(LoggedEvent logged, int attempts, CancellationToken cancellation)
    {
        using var activity = KontorTelemetry.Source.StartActivity($"{_name} {logged.Type}", System.Diagnostics.ActivityKind.Consumer);
        using var call = CallContext.BySystem(new ShopId(logged.ShopId), _clock, s_patience, cancellation);
        try
        {
            await _subscriptions[logged.Type].Handle(logged, call.Call);
            Count(logged, "ok");
            return null;
        }
#pragma warning disable CA1031 // A handler's bug must not end the delivery; it is logged and tried again.
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Count(logged, "failed");
            _logger.LogWarning(exception, "{Consumer} failed on event {EventId} ({Type}) for the {Attempts}. time; it is tried again.", _name, logged.EventId, logged.Type, attempts);
            return exception;
        }
    }

    /// <summary>Whether the surroundings are to blame and not the event: it would be handled if a peer or the database were there.</summary>
    private static bool IsForNow(Exception exception) =>
        exception is EventNotHandledException { Error.Kind: ErrorKind.Unavailable } || ExpectedFailures.Explain(exception, CancellationToken.None) is not null;

    private static ParallelOptions Limits(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };

    private void Count(LoggedEvent logged, string outcome) =>
        KontorTelemetry.EventsHandled.Add(1, new("consumer", _name), new("type", logged.Type), new("outcome", outcome));
}
