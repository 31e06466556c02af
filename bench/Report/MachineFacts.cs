using System.Globalization;
using Kontor.Bench.Load;

namespace Kontor.Bench.Report;

/// <summary>Where and on what it was measured.</summary>
internal sealed record MachineFacts(int Processors, string Model, double MemoryGb, string Kernel, string Runtime, string Commit, DateTimeOffset At)
{
    public static async Task<MachineFacts> Read(string root, CancellationToken cancellation) => new(
        Environment.ProcessorCount,
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown",
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024),
        (await File.ReadAllTextAsync("/proc/sys/kernel/osrelease", cancellation)).Trim(),
        System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
        await CommitOf(root, cancellation),
        TimeProvider.System.GetUtcNow());

    public string Date => At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<string> CommitOf(string root, CancellationToken cancellation)
    {
        try
        {
            var commit = (await Command.Run("git", ["-C", root, "rev-parse", "--short", "HEAD"], cancellation)).Trim();
            var changed = await Command.Run("git", ["-C", root, "status", "--porcelain", "--untracked-files=no"], cancellation);
            return changed.Length > 0 ? commit + "-changed" : commit;
        }
        catch (BenchFailedException)
        {
            return "unknown"; // not a checkout
        }
    }
}
