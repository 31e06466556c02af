namespace Kontor.Bench.Machine;

/// <summary>Who used the processors while something was measured: CPU seconds.</summary>
/// <param name="Program">The program that is measured.</param>
/// <param name="Postgres">Its PostgreSQL, all processes together.</param>
/// <param name="Load">What put the load on it: wrk, pgbench or this program.</param>
/// <param name="Others">Everything else on the machine.</param>
/// <param name="Stolen">What the machine below didn't give.</param>
internal sealed record Costs(double Program, double Postgres, double Load, double Others, double Stolen)
{
    public double All => Program + Postgres + Load + Others + Stolen;
}

/// <summary>The counters of processors at one moment.</summary>
internal sealed record CpuCounters(double Program, double Postgres, double Load, double Busy, double Stolen)
{
    /// <param name="program">The program that is measured; null when it is this one.</param>
    /// <param name="postmaster">The first process of PostgreSQL; null when it has no part in it.</param>
    public static CpuCounters Read(int? program, int? postmaster)
    {
        var (own, ended) = Processes.Mine();
        var (busy, stolen) = Processes.Machine();
        return new CpuCounters(
            program is { } pid ? Processes.Cpu(pid) : own,
            postmaster is { } root ? Processes.CpuOfTree(root) : 0,
            program is null ? ended : own + ended,
            busy,
            stolen);
    }

    public Costs Since(CpuCounters before)
    {
        var (program, postgres, load) = (Program - before.Program, Postgres - before.Postgres, Load - before.Load);
        return new Costs(program, postgres, load, Math.Max(0, Busy - before.Busy - program - postgres - load), Math.Max(0, Stolen - before.Stolen));
    }
}
