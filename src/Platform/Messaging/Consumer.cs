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
    private const int Page = 1_000;
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
        var more = true;
        while (more)
        {
            var (head, read) = await _log.Positions(_name, cancellation);
            if (read >= head)
            {
                return;
            }

            var events = await _log.Read(read, head, _types, Page, cancellation);
            var putAside = await HandleAll(events, await _undelivered.HeldBack(_name, events, cancellation), cancellation);
            more = events.Count == Page;
            await _log.Advance(_name, more ? events[^1].Position : head, putAside, cancellation);
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

    /// <summary>The first event of each key, then the second of each, and so on: those of one round have nothing to wait for among each other.</summary>
    private async Task<IReadOnlyCollection<Undelivered>> HandleAll(List<LoggedEvent> events, HashSet<(string Topic, string Key)> heldBack, CancellationToken cancellation)
    {
        var putAside = new ConcurrentQueue<Undelivered>();
        var seen = new Dictionary<(string, string), int>();
        foreach (var round in events.GroupBy(logged => seen[logged.Lane] = seen.GetValueOrDefault(logged.Lane) + 1).OrderBy(round => round.Key))
        {
            foreach (var waiting in round.Where(logged => heldBack.Contains(logged.Lane)))
            {
                putAside.Enqueue(Undelivered.Waiting(_name, waiting, _clock.GetUtcNow()));
            }

            var failed = new ConcurrentQueue<(string, string)>();
            await Parallel.ForEachAsync(Deliveries(round.Where(logged => !heldBack.Contains(logged.Lane))), Limits(cancellation), async (delivery, token) =>
            {
                foreach (var (logged, exception) in await HandleTogether(delivery, token))
                {
                    putAside.Enqueue(Undelivered.Failed(_name, logged, exception, _clock.GetUtcNow()));
                    failed.Enqueue(logged.Lane);
                }
            });
            heldBack.UnionWith(failed);
        }

        return putAside;
    }

    /// <summary>What is handled by one call of a handler: one event, or all of a type and shop where the handler takes many.</summary>
    private IEnumerable<IReadOnlyList<LoggedEvent>> Deliveries(IEnumerable<LoggedEvent> events) => events
        .GroupBy(logged => (logged.Type, logged.ShopId))
        .SelectMany(group => _subscriptions[group.Key.Type].TakesMany ? [[.. group]] : group.Select(logged => (IReadOnlyList<LoggedEvent>)[logged]));

    /// <returns>Which of them failed: when they fail together, each is tried by itself, so that one bad event takes no others along; but not when no other would do better now.</returns>
    private async Task<IReadOnlyList<(LoggedEvent Event, Exception Exception)>> HandleTogether(IReadOnlyList<LoggedEvent> delivery, CancellationToken cancellation)
    {
        if (await Handle(delivery, attempts: 1, cancellation) is not { } exception)
        {
            return [];
        }

        if (delivery.Count == 1 || IsForNow(exception))
        {
            return [.. delivery.Select(logged => (logged, exception))];
        }

        var failed = new List<(LoggedEvent, Exception)>();
        foreach (var logged in delivery)
        {
            failed.AddRange(await HandleTogether([logged], cancellation));
        }

        return failed;
    }

    private async Task TryAgain(Undelivered failed, CancellationToken cancellation)
    {
        if (await Handle([failed], failed.Attempts + 1, cancellation) is not { } exception)
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

    /// <returns>What went wrong; null when all of them were handled.</returns>
    private async Task<Exception?> Handle(IReadOnlyList<LoggedEvent> delivery, int attempts, CancellationToken cancellation)
    {
        var first = delivery[0];
        using var activity = KontorTelemetry.Source.StartActivity($"{_name} {first.Type}", System.Diagnostics.ActivityKind.Consumer);
        using var call = CallContext.BySystem(new ShopId(first.ShopId), _clock, s_patience, cancellation);
        try
        {
            await _subscriptions[first.Type].Handle(delivery, call.Call);
            Count(delivery, "ok");
            return null;
        }
#pragma warning disable CA1031 // A handler's bug must not end the delivery; it is logged and tried again.
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Count(delivery, "failed");
            _logger.LogWarning(exception, "{Consumer} failed on event {EventId} ({Type}) and {Others} others for the {Attempts}. time; it is tried again.", _name, first.EventId, first.Type, delivery.Count - 1, attempts);
            return exception;
        }
    }

    /// <summary>Whether the surroundings are to blame and not the event: it would be handled if a peer or the database were there.</summary>
    private static bool IsForNow(Exception exception) =>
        exception is EventNotHandledException { Error.Kind: ErrorKind.Unavailable } || ExpectedFailures.Explain(exception, CancellationToken.None) is not null;

    private static ParallelOptions Limits(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };

    private void Count(IReadOnlyList<LoggedEvent> delivery, string outcome) =>
        KontorTelemetry.EventsHandled.Add(delivery.Count, new("consumer", _name), new("type", delivery[0].Type), new("outcome", outcome));
}
