using System.Diagnostics;
using Kontor.Bench.Load;

namespace Kontor.Bench.Tests;

/// <summary>What load generators print, and how times are taken.</summary>
public sealed class LoadTests
{
    private const string PgBenchOutput =
        """
        pgbench (15.18 (Debian 15.18-0+deb12u1))
        transaction type: order-statements.pgbench
        scaling factor: 1
        query mode: prepared
        number of clients: 16
        number of threads: 2
        maximum number of tries: 1
        duration: 15 s
        number of transactions actually processed: 64521
        number of failed transactions: 0 (0.000%)
        latency average = 3.719 ms
        initial connection time = 21.370 ms
        tps = 4302.181234 (without initial connection time)
        """;

    [Fact]
    public void Transactions_and_their_rate_are_read_from_pgbench() => Assert.Equal((64521L, 4302.181234), PgBench.Parse(PgBenchOutput));

    [Theory]
    [InlineData("number of failed transactions: 0", "number of failed transactions: 3", "3 transactions")]
    [InlineData("tps = ", "tips = ", "no result")]
    public void A_baseline_that_failed_is_no_baseline(string text, string instead, string complaint) =>
        Assert.Contains(complaint, Assert.Throws<BenchFailedException>(() => PgBench.Parse(PgBenchOutput.Replace(text, instead, StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Fact]
    public void Times_are_the_third_field_of_pgbenchs_log() => Assert.Equal(2.241, PgBench.MillisecondsOf("0 199 2241 0 1175850568 995598"));

    [Fact]
    public void Requests_and_their_times_are_read_from_wrk() =>
        Assert.Equal(
            new Outcome(30_000, 15, 3.2, 9.125),
            Wrk.Parse("Running 15s test\n" + """RESULT {"requests":30000,"micros":15000000,"connect":0,"read":0,"write":0,"status":0,"timeout":0,"p50":3200,"p99":9125,"max":20000}""" + "\n"));

    [Theory]
    [InlineData("status")]
    [InlineData("read")]
    [InlineData("timeout")]
    public void One_wrong_answer_fails_the_whole_load(string kind)
    {
        var line = """RESULT {"requests":30000,"micros":15000000,"connect":0,"read":0,"write":0,"status":0,"timeout":0,"p50":3200,"p99":9125,"max":20000}""";
        var wrong = line.Replace($"\"{kind}\":0", $"\"{kind}\":1", StringComparison.Ordinal);

        Assert.Contains($"1 {kind}", Assert.Throws<BenchFailedException>(() => Wrk.Parse(wrong)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50, 50)]
    [InlineData(99, 99)]
    [InlineData(99.5, 100)]
    [InlineData(100, 100)]
    [InlineData(0, 1)]
    public void A_percentile_is_the_smallest_sample_that_so_many_do_not_exceed(double percent, double expected) =>
        Assert.Equal(expected, new Latencies(Enumerable.Range(1, 100).Reverse().Select(number => (double)number)).At(percent));

    [Fact]
    public async Task The_time_of_a_request_counts_from_when_it_was_due_and_not_from_when_it_could_be_sent()
    {
        var sent = 0;
        var times = await OpenLoop.Run(
            perSecond: 100, seconds: 0.3,
            () =>
            {
                if (sent++ == 0)
                {
                    // The first one stands still, and with it everybody behind.
                    var stopped = Stopwatch.GetTimestamp();
                    while (Stopwatch.GetElapsedTime(stopped).TotalMilliseconds < 200)
                    {
                        Thread.Sleep(1);
                    }
                }

                return Task.CompletedTask;
            },
            CancellationToken.None);

        Assert.Equal(30, times.Count);
        Assert.InRange(times.Max, 200, double.PositiveInfinity);
        Assert.InRange(times.Median, 20, double.PositiveInfinity); // the one in the middle was due after 150 ms, and sent after 200
    }

    [Fact]
    public async Task Requests_are_sent_at_their_pace_though_none_is_answered()
    {
        var started = Stopwatch.GetTimestamp();
        var answer = new TaskCompletionSource();
        var sent = 0;
        var running = OpenLoop.Run(perSecond: 100, seconds: 0.2, () => Interlocked.Increment(ref sent) > 0 ? answer.Task : Task.CompletedTask, CancellationToken.None);

        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref sent) == 20, TimeSpan.FromSeconds(20)));
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 190, double.PositiveInfinity);
        answer.SetResult();
        Assert.Equal(20, (await running).Count);
    }
}
