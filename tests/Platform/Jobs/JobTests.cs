using Kontor.Platform.Hosting;
using Kontor.Platform.Tests.Samples;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Platform.Tests.Jobs;

public sealed class JobTests
{
    [Fact]
    public async Task One_of_two_processes_runs_a_job_and_the_other_takes_over_when_it_stops()
    {
        var (first, second) = (new Tally(), new Tally());
        var one = await SampleProcess.Start(declare: service => Ticks(service, first));
        await TestServer.Eventually(() => first.Runs > 0);
        await using var two = await SampleProcess.Start(one.Owner, service => Ticks(service, second).Every<Other>(TimeSpan.FromMilliseconds(5), "other", job => job.Run));

        // The second process's own job has run many times by then, so it isn't asleep: it is refused.
        await TestServer.Eventually(() => second.Others > 20);
        Assert.Equal(0, second.Runs);

        await one.DisposeAsync();
        var runs = first.Runs;
        await TestServer.Eventually(() => second.Runs > 3);
        Assert.Equal(runs, first.Runs);
    }

    [Fact]
    public async Task The_lease_of_a_killed_process_keeps_the_others_out_until_it_ends()
    {
        var database = await TestServer.NewDatabase();
        await (await SampleProcess.Start(database)).DisposeAsync();
        await TestServer.Do(database, "INSERT INTO sample.job_lease VALUES ('tick', gen_random_uuid(), now() + interval '1 hour')");

        var tally = new Tally();
        await using var process = await SampleProcess.Start(database, service => Ticks(service, tally).Every<Other>(TimeSpan.FromMilliseconds(5), "other", job => job.Run));
        await TestServer.Eventually(() => tally.Others > 20);
        Assert.Equal(0, tally.Runs);

        await TestServer.Do(database, "UPDATE sample.job_lease SET until = now() WHERE job = 'tick'");
        await TestServer.Eventually(() => tally.Runs > 0);
    }

    [Fact]
    public async Task A_job_that_fails_runs_again_and_harms_no_other()
    {
        var tally = new Tally { FailuresLeft = 3 };
        await using var process = await SampleProcess.Start(declare: service => Ticks(service, tally).Every<Other>(TimeSpan.FromMilliseconds(5), "other", job => job.Run));
        await TestServer.Eventually(() => tally.Runs > 5 && tally.Others > 5);
        Assert.Equal(0, tally.FailuresLeft);
    }

    [Fact]
    public async Task A_process_that_stops_gives_its_leases_back()
    {
        var tally = new Tally();
        var process = await SampleProcess.Start(declare: service => Ticks(service, tally));
        await TestServer.Eventually(() => tally.Runs > 0);
        await process.DisposeAsync();
        Assert.Equal(0, await TestServer.Ask<long>(process.Owner, "SELECT count(*) FROM sample.job_lease"));
    }

    [Fact]
    public async Task A_run_that_takes_longer_than_its_lease_keeps_it()
    {
        var (first, second) = (new Stay(), new Stay());
        await using var one = await SampleProcess.Start(declare: service => Stays(service, first));
        await first.Began.Task;

        // As when a part of the lease is over: whoever doesn't renew it loses it in ten seconds, and renewal comes in five.
        await TestServer.Do(one.Owner, "UPDATE sample.job_lease SET until = now() + interval '10 seconds' WHERE job = 'stay'");
        var ends = await TestServer.Ask<DateTime>(one.Owner, "SELECT until FROM sample.job_lease WHERE job = 'stay'");
        var tally = new Tally();
        await using var two = await SampleProcess.Start(one.Owner, service =>
        {
            service.Services.AddSingleton(tally);
            Stays(service, second).Every<Other>(TimeSpan.FromMilliseconds(5), "other", job => job.Run);
        });
        await TestServer.Eventually(() => TestServer.Ask<bool>(one.Owner, $"SELECT now() > '{ends:O}'::timestamptz"));

        // The second process has had its chance since.
        var looks = tally.Others;
        await TestServer.Eventually(() => tally.Others > looks + 3);
        Assert.False(second.Began.Task.IsCompleted);
        Assert.False(first.Stopped.Task.IsCompleted);
        Assert.True(await TestServer.Ask<bool>(one.Owner, "SELECT until > now() + interval '5 seconds' FROM sample.job_lease WHERE job = 'stay'"));
    }

    [Fact]
    public async Task A_run_that_has_lost_its_lease_is_stopped()
    {
        var stay = new Stay();
        await using var process = await SampleProcess.Start(declare: service => Stays(service, stay));
        await stay.Began.Task;
        await TestServer.Do(process.Owner, "UPDATE sample.job_lease SET holder = gen_random_uuid(), until = now() + interval '1 hour' WHERE job = 'stay'");

        await stay.Stopped.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static ServiceBuilder Stays(ServiceBuilder service, Stay stay)
    {
        service.Services.AddSingleton(stay);
        return service.Every<Stay>(TimeSpan.FromMilliseconds(5), "stay", job => job.Run);
    }

    private static ServiceBuilder Ticks(ServiceBuilder service, Tally tally)
    {
        service.Services.AddSingleton(tally);
        return service.Every<Tick>(TimeSpan.FromMilliseconds(5), "tick", job => job.Run);
    }

    private sealed class Tally
    {
        public int Runs;
        public int Others;
        public int FailuresLeft;
    }

    /// <summary>A job that goes on until it is stopped.</summary>
    private sealed class Stay
    {
        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task Run(CancellationToken cancellation)
        {
            Began.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Stopped.TrySetResult();
        }
    }

    private sealed class Tick(Tally tally)
    {
        public Task Run(CancellationToken cancellation)
        {
            Interlocked.Increment(ref tally.Runs);
            return tally.FailuresLeft > 0 && Interlocked.Decrement(ref tally.FailuresLeft) >= 0 ? throw new InvalidCastException("a failing job") : Task.CompletedTask;
        }
    }

    private sealed class Other(Tally tally)
    {
        public Task Run(CancellationToken cancellation)
        {
            Interlocked.Increment(ref tally.Others);
            return Task.CompletedTask;
        }
    }
}
