using System.Globalization;

namespace Kontor.Bench.Machine;

/// <summary>What the kernel tells about processes, in the text of <c>/proc</c>.</summary>
internal static class ProcFiles
{
    // USER_HZ, which Linux has kept at 100 on every architecture that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>A process and its parent, with the CPU seconds of itself and of those children that it has waited for.</summary>
    public static ProcessTimes ParseStat(string stat)
    {
        // The name stands in brackets and may hold anything, brackets and blanks too.
        var afterName = stat.LastIndexOf(')');
        var fields = stat[(afterName + 2)..].Split(' ');
        double Seconds(int field) => long.Parse(fields[field], CultureInfo.InvariantCulture) / TicksPerSecond;
        return new ProcessTimes(
            int.Parse(stat.AsSpan(0, stat.IndexOf(' ', StringComparison.Ordinal)), CultureInfo.InvariantCulture),
            int.Parse(fields[1], CultureInfo.InvariantCulture),
            Seconds(11) + Seconds(12),
            Seconds(13) + Seconds(14));
    }

    /// <summary>The first line of <c>/proc/stat</c>: seconds in which the processors worked, and in which the machine below took them away.</summary>
    public static (double Busy, double Stolen) ParseMachine(string line)
    {
        // cpu user nice system idle iowait irq softirq steal; guests are in user already.
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(field => long.Parse(field, CultureInfo.InvariantCulture) / TicksPerSecond).ToList();
        return (fields[0] + fields[1] + fields[2] + fields[5] + fields[6], fields.ElementAtOrDefault(7));
    }

    /// <summary>A value in kB out of <c>status</c> or <c>smaps_rollup</c>, in MB; 0 when it isn't there.</summary>
    public static double Megabytes(IEnumerable<string> lines, string name)
    {
        var line = lines.FirstOrDefault(candidate => candidate.StartsWith(name + ":", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
    }
}

/// <param name="Pid">The process.</param>
/// <param name="Parent">Who started it.</param>
/// <param name="Own">Its CPU seconds.</param>
/// <param name="Children">Those of its children that have ended.</param>
internal sealed record ProcessTimes(int Pid, int Parent, double Own, double Children);
