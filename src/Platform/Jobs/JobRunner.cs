using System.Diagnostics;
using Kontor.Platform.Storage;
using Kontor.Platform.Telemetry;
using Microsoft.Extensions.Logging;

namespace Kontor.Platform.Jobs;

/// <summary>Something that a service does by itself, again and again, on one replica at a time.</summary>
/// <param name="Name">Declared, the same in every process.</param>
/// <param name="Every">The pause between two runs.</param>
/// <param name="Run">One run. It must be safe to run twice at once: a lease can be lost while its holder is still at work.</param>
internal sealed record Job(string Name, TimeSpan Every, Func<CancellationToken, Task> Run)
{
    /// <summary>The least pause after a run, however often it is woken: what comes meanwhile is done together in the next one.</summary>
    public TimeSpan Rest { get; init; }

    /// <summary>Lets a run start before its time.</summary>
    public SemaphoreSlim Wake { get; } = new(0, 1);

    /// <summary>Until when this process may run it without asking again, by its own monotonic clock; a part of the lease, so that clocks needn't agree.</summary>
    public long MineUntil { get; set; }

    /// <summary>Until when it isn't worth asking, because somebody else had it a moment ago: what wakes it may come often.</summary>
    public long TheirsUntil { get; set; }

    /// <summary>Whether this process runs it at the moment.</summary>
    public bool IsMine(TimeProvider clock) => clock.GetTimestamp() < MineUntil;

    public void WakeUp()
    {
        try
        {
            Wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It will run anyway.
        }
    }
}

/// <summary>Runs a service's jobs. A lease in the service's schema decides which replica does; it ends soon after its holder.</summary>
internal sealed class JobRunner(Database database, IReadOnlyList<Job> jobs, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan s_askAgain = TimeSpan.FromMilliseconds(500);

    private readonly Guid _me = Uuid7.New(clock);

    /// <summary>Runs until it is cancelled, then gives the leases back.</summary>
    public Task Run(CancellationToken cancellation) => Task.WhenAll(jobs.Select(job => Run(job, cancellation)));

    private async Task Run(Job job, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                if (await Lease(job, cancellation))
                {
                    await RunOnce(job, cancellation);
                    await Task.Delay(job.Rest, clock, cancellation);
                }

                await Pause(job, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // A job that fails is logged and runs again; it must not take the others along.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                logger.LogWarning(exception, "Job {Job} failed; it runs again in {Every}.", job.Name, job.Every);
                await Task.Delay(job.Every, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await GiveBack(job);
    }

    private async Task RunOnce(Job job, CancellationToken cancellation)
    {
        using var activity = KontorTelemetry.Source.StartActivity($"job {job.Name}");
        using var renewing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var started = Stopwatch.GetTimestamp();
        var outcome = "failed";
        var renewal = Renew(job, renewing);
        try
        {
            await job.Run(renewing.Token);
            outcome = "ok";
        }
        finally
        {
            await renewing.CancelAsync();
            await renewal;
            KontorTelemetry.JobDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new("job", job.Name), new("outcome", outcome));
        }
    }

    /// <summary>Keeps the lease while the job runs, and stops the job when the lease is lost.</summary>
    private async Task Renew(Job job, CancellationTokenSource running)
    {
        try
        {
            while (true)
            {
                await Task.Delay(s_lease / 3, clock, running.Token);
                job.MineUntil = 0;
                if (!await Lease(job, running.Token))
                {
                    await running.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
#pragma warning disable CA1031 // Without the database nobody knows who holds the lease: stop rather than run twice.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogWarning(exception, "The lease of job {Job} couldn't be renewed; the run is stopped.", job.Name);
            await running.CancelAsync();
        }
    }

    private async Task<bool> Lease(Job job, CancellationToken cancellation)
    {
        var asked = clock.GetTimestamp();
        if (asked < job.MineUntil)
        {
            return true;
        }

        if (asked < job.TheirsUntil)
        {
            return false;
        }

        var mine = await database.AcrossShops().Execute(
            $"""
            INSERT INTO job_lease (job, holder, until) VALUES ({job.Name}, {_me}, now() + {s_lease})
            ON CONFLICT (job) DO UPDATE SET holder = excluded.holder, until = excluded.until
            WHERE job_lease.holder = {_me} OR job_lease.until < now()
            """,
            cancellation) == 1;
        job.MineUntil = mine ? asked + (long)(s_lease.TotalSeconds / 3 * clock.TimestampFrequency) : 0;
        job.TheirsUntil = mine ? 0 : asked + (long)(s_askAgain.TotalSeconds * clock.TimestampFrequency);
        return mine;
    }

    private async Task GiveBack(Job job)
    {
        try
        {
            await database.AcrossShops().Execute($"DELETE FROM job_lease WHERE job = {job.Name} AND holder = {_me}", CancellationToken.None);
        }
#pragma warning disable CA1031 // Shutting down; the lease ends by itself.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogDebug(exception, "The lease of job {Job} was left to end by itself.", job.Name);
        }
    }

    private async Task Pause(Job job, CancellationToken cancellation)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var woken = job.Wake.WaitAsync(pause.Token);
        await Task.WhenAny(woken, Task.Delay(job.Every, clock, pause.Token));
        await pause.CancelAsync();
        await woken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
    }
}
