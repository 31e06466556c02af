using System.Threading.Channels;
using Kontor.Platform.Jobs;
using Kontor.Platform.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kontor.Platform.Messaging;

/// <summary>
/// Wakes whoever has something to do: in this process at once, in others by a <c>NOTIFY</c>. That is sent by itself and a few times a second at most, never in a transaction
/// that writes (those would queue up behind one lock of the whole server). A signal that gets lost costs a second: all who are woken look by themselves, too.
/// </summary>
internal sealed class BusSignals(Database bus, TimeProvider clock, ILogger logger)
{
    private const string Topic = "kontor_bus";
    private const string SomethingWritten = "written";
    private const string SomethingLogged = "logged";
    private static readonly TimeSpan s_betweenTwo = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_beforeListeningAgain = TimeSpan.FromSeconds(1);

    // Holds one: a second signal before the first is sent goes along with it.
    private readonly Channel<bool> _toSend = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _written;
    private int _logged;

    /// <summary>Woken when there is something in an outbox.</summary>
    public List<Job> Sequencers { get; } = [];

    /// <summary>Woken when there is something new in the log.</summary>
    public List<Job> Consumers { get; } = [];

    /// <summary>Raised when there is something new in the log, whoever logged it.</summary>
    public event EventHandler? LogGrew;

    /// <summary>A service of this process has committed events.</summary>
    public void Written()
    {
        Sequencers.ForEach(job => job.WakeUp());
        if (!Sequencers.TrueForAll(job => job.IsMine(clock)))
        {
            Send(ref _written);
        }
    }

    /// <summary>This process has logged events.</summary>
    public void Logged()
    {
        WakeReaders();
        Send(ref _logged);
    }

    /// <summary>Sends and hears signals until it is cancelled.</summary>
    public Task Run(CancellationToken cancellation) => Task.WhenAll(KeepOn(SendAll, cancellation), KeepOn(Listen, cancellation));

    private void WakeReaders()
    {
        Consumers.ForEach(job => job.WakeUp());
        LogGrew?.Invoke(this, EventArgs.Empty);
    }

    private void Send(ref int what)
    {
        if (Interlocked.Exchange(ref what, 1) == 0)
        {
            _toSend.Writer.TryWrite(true);
        }
    }

    private async Task SendAll(CancellationToken cancellation)
    {
        while (true)
        {
            await _toSend.Reader.ReadAsync(cancellation);
            foreach (var signal in (string?[])[Interlocked.Exchange(ref _written, 0) == 1 ? SomethingWritten : null, Interlocked.Exchange(ref _logged, 0) == 1 ? SomethingLogged : null])
            {
                if (signal is not null)
                {
                    await bus.AcrossShops().Execute($"SELECT pg_notify({Topic}, {signal})", cancellation);
                }
            }

            await Task.Delay(s_betweenTwo, clock, cancellation);
        }
    }

    private async Task Listen(CancellationToken cancellation)
    {
        await using var connection = await bus.Source.OpenConnectionAsync(cancellation);
        connection.Notification += (_, notification) =>
        {
            if (notification.Payload == SomethingWritten)
            {
                Sequencers.ForEach(job => job.WakeUp());
            }
            else
            {
                WakeReaders();
            }
        };
        await using (var listen = new NpgsqlCommand($"LISTEN {Topic}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellation);
        }

        while (true)
        {
            await connection.WaitAsync(cancellation);
        }
    }

    private async Task KeepOn(Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await work(cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Without signals everything goes on, only slower, until the database is back.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                logger.LogWarning(exception, "Signals between processes are interrupted; trying again in {Pause}.", s_beforeListeningAgain);
                await Task.Delay(s_beforeListeningAgain, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
