using Microsoft.Extensions.Logging;

namespace Kontor.Platform.Messaging;

/// <summary>
/// Reads along at the end of the log for <see cref="Watches"/>, in every process by itself: what it heard is gone with the process, so it begins at the end and keeps no position.
/// </summary>
internal sealed class LogTail : IDisposable
{
    private const int Page = 2_000;
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(1);

    // Events come by the hundreds a second; what watches can wait this long.
    private static readonly TimeSpan s_betweenTwo = TimeSpan.FromMilliseconds(50);

    private readonly EventLog _log;
    private readonly Watches _watches;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _wake = new(0, 1);
    private long _read;

    public LogTail(EventLog log, Watches watches, BusSignals signals, TimeProvider clock, ILogger logger)
    {
        _log = log;
        _watches = watches;
        _clock = clock;
        _logger = logger;
        signals.LogGrew += (_, _) => WakeUp();
    }

    /// <summary>Takes its place at the end of the log. Before this, nothing may be kept.</summary>
    public async Task Begin(CancellationToken cancellation)
    {
        var asked = _clock.GetTimestamp();
        _read = await _log.Head(cancellation);
        _watches.HaveHeardAllOf(asked);
    }

    /// <summary>Reads until it is cancelled.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var types = _watches.Types;
        while (types.Length > 0 && !cancellation.IsCancellationRequested)
        {
            try
            {
                await Read(types, cancellation);
            }
#pragma warning disable CA1031 // Until it can read again, Watches.AreCurrent says that it can't.
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
            {
                _logger.LogWarning(exception, "The log can't be read along; nothing is served from memory that relies on it until it can.");
            }

            await Task.Delay(s_betweenTwo, _clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ((Task)_wake.WaitAsync(s_lookEvery, cancellation)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _wake.Dispose();

    private async Task Read(string[] types, CancellationToken cancellation)
    {
        while (true)
        {
            var asked = _clock.GetTimestamp();
            var head = await _log.Head(cancellation);
            var events = head > _read ? await _log.Read(_read, head, types, Page, cancellation) : [];
            events.ForEach(_watches.Tell);
            _read = events.Count == Page ? events[^1].Position : head;
            if (_read >= head)
            {
                _watches.HaveHeardAllOf(asked);
                return;
            }
        }
    }

    private void WakeUp()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It will read anyway.
        }
    }
}
