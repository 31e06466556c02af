using System.Diagnostics;
using System.Text.Json;
using Kontor.Testing;

namespace Kontor.Bench.Tests;

/// <summary>The benchmark as its users start it.</summary>
public sealed class BenchTests
{
    [SlowFact]
    public async Task The_last_line_is_an_object_with_nothing_but_numbers_in_it()
    {
        var start = new ProcessStartInfo(Path.Combine(BenchSettings.FindRoot(), "kontor"), ["bench", "--quick", "--json", "--only", "start", "rpc"]) { RedirectStandardOutput = true };
        using var bench = Process.Start(start)!;
        var output = await bench.StandardOutput.ReadToEndAsync();
        await bench.WaitForExitAsync();

        Assert.Equal(0, bench.ExitCode);
        using var figures = JsonDocument.Parse(output.Trim().Split('\n')[^1]);
        Assert.All(figures.RootElement.EnumerateObject(), figure => Assert.InRange(figure.Value.GetDouble(), double.Epsilon, double.MaxValue));
        Assert.Superset(
            new HashSet<string>(["rpc_local_us", "rpc_remote_us", "start_s", "start_new_home_s", "idle_mb"]),
            figures.RootElement.EnumerateObject().Select(figure => figure.Name).ToHashSet());
    }
}
