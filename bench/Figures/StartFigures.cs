using System.Globalization;
using Kontor.Bench.Load;
using Kontor.Bench.Machine;

namespace Kontor.Bench.Figures;

/// <summary>How soon the program serves, and how much memory it takes while nobody asks for anything.</summary>
internal static class StartFigures
{
    private static readonly TimeSpan s_settles = TimeSpan.FromSeconds(10);

    /// <summary>Runs first: it needs a home that isn't there yet.</summary>
    public static async Task Measure(BenchRun run, CancellationToken cancellation)
    {
        run.Results.Set("start_new_home_s", (await run.Installation.Start(cancellation)).TotalSeconds, $"Making the database's files and the tables of every service. {Used(run)}");
        var starts = new List<double>();
        for (var start = 0; start < (run.Settings.Quick ? 1 : 3); start++)
        {
            await run.Installation.Stop();
            starts.Add((await run.Installation.Start(cancellation)).TotalSeconds);
        }

        run.Results.Set("start_s", new Latencies(starts).Median, $"Starting PostgreSQL and the runtime, and compiling what the first requests need. {Used(run)}");
        await Task.Delay(s_settles, cancellation);
        run.Results.Set("idle_mb", Processes.Resident(run.Installation.Running.Pid), "The runtime and the code of all services; PostgreSQL's memory is told apart.");
        run.Results.Set("idle_postgres_mb", Processes.ProportionalOfTree(run.Installation.Postmaster));
    }

    private static string Used(BenchRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"The program used {Processes.Cpu(run.Installation.Running.Pid):0.0} s of CPU until then and its PostgreSQL {Processes.CpuOfTree(run.Installation.Postmaster):0.0} s.");

    /// <summary>Runs last: memory after all that was done to it.</summary>
    public static void Loaded(BenchRun run)
    {
        run.Results.Set("loaded_mb", Processes.Resident(run.Installation.Running.Pid), "What the caches hold and what the garbage collector hasn't given back.");
        run.Results.Set("loaded_peak_mb", Processes.ResidentPeak(run.Installation.Running.Pid));
        run.Results.Set("loaded_postgres_mb", Processes.ProportionalOfTree(run.Installation.Postmaster));
    }
}
