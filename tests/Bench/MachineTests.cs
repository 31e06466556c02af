using Kontor.Bench.Load;
using Kontor.Bench.Machine;

namespace Kontor.Bench.Tests;

/// <summary>What is made of the kernel's figures.</summary>
public sealed class MachineTests
{
    [Fact]
    public void Times_are_read_whatever_a_process_calls_itself()
    {
        var times = ProcFiles.ParseStat("4711 (a) R (b 9) S 12 4711 4711 0 -1 4194560 1250 77 0 0 250 150 1000 50 20 0 31 0 123456 0 0");

        Assert.Equal(new ProcessTimes(4711, 12, Own: 4.0, Children: 10.5), times);
    }

    [Fact]
    public void Waiting_and_idling_is_no_work()
    {
        var (busy, stolen) = ProcFiles.ParseMachine("cpu  100 200 300 99999 88888 5 6 700 50 0");

        Assert.Equal(6.11, busy, precision: 6);
        Assert.Equal(7.0, stolen, precision: 6);
    }

    [Fact]
    public void Memory_is_found_by_its_name()
    {
        string[] lines = ["VmPeak:\t  999999 kB", "VmRSS:\t  204800 kB"];

        Assert.Equal(200, ProcFiles.Megabytes(lines, "VmRSS"));
        Assert.Equal(0, ProcFiles.Megabytes(lines, "VmHWM"));
    }

    [Fact]
    public void This_process_is_seen_and_its_time_passes()
    {
        var before = Processes.Cpu(Environment.ProcessId);
        Assert.True(SpinWait.SpinUntil(() => Processes.Cpu(Environment.ProcessId) > before, TimeSpan.FromSeconds(30)));
        Assert.InRange(Processes.Resident(Environment.ProcessId), 1, Processes.ResidentPeak(Environment.ProcessId));
        Assert.True(Processes.CpuOfTree(Environment.ProcessId) >= before);
    }

    [Fact]
    public void Full_processors_are_told_with_who_filled_them_most() =>
        Assert.Equal(
            "Of 2 processors PostgreSQL 1.00, the program 0.80, the load generator 0.10, idle 0.10: bound by the processors, most of all PostgreSQL (50 %).",
            Bounds.Describe(LegOf(new Costs(8, 10, 1, 0, 0)), processors: 2));

    [Fact]
    public void A_busy_neighbour_is_told() =>
        Assert.Contains("others took more than a tenth", Bounds.Describe(LegOf(new Costs(8, 6, 1, 5, 0)), processors: 2), StringComparison.Ordinal);

    [Theory]
    [InlineData("WALSync", "by commits: PostgreSQL's connections waited for the disk to sync 60 %")]
    [InlineData("transactionid", "by rows that everybody wants: PostgreSQL's connections waited for each other 60 %")]
    [InlineData("ClientRead", "neither the disk nor locks")]
    public void Processors_that_idle_are_told_with_what_was_waited_for(string wait, string reason) =>
        Assert.Contains(
            reason,
            Bounds.Describe(LegOf(new Costs(2, 3, 1, 0, 0), (wait, 0.6), ("", 0.4)), processors: 2),
            StringComparison.Ordinal);

    [Fact]
    public void A_full_machine_that_also_waits_for_its_disk_says_both()
    {
        var sentence = Bounds.Describe(LegOf(new Costs(8, 10, 2, 0, 0), ("WALSync", 0.25), ("", 0.75)), processors: 2);

        Assert.Contains("bound by the processors", sentence, StringComparison.Ordinal);
        Assert.EndsWith("waited for the disk to sync 25 % of their time.", sentence, StringComparison.Ordinal);
    }

    private static Leg LegOf(Costs costs, params (string Name, double Share)[] waits) =>
        new("a load", new Outcome(1_000, 10, 1, 2), costs, Seconds: 10, waits.ToDictionary(wait => wait.Name, wait => wait.Share));
}
