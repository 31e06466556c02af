namespace Kontor.Bench.Machine;

/// <summary>CPU time and memory of processes.</summary>
internal static class Processes
{
    /// <summary>CPU seconds of one process, all of its threads together; 0 when it is gone.</summary>
    public static double Cpu(int pid) => Read(pid)?.Own ?? 0;

    /// <summary>CPU seconds of this process and of those it started that have ended, such as a load generator.</summary>
    public static (double Own, double Ended) Mine() => Read(Environment.ProcessId) is { } mine ? (mine.Own, mine.Children) : default;

    /// <summary>CPU seconds of a process and everything below it, those that ended meanwhile included: a server that starts a process for each connection.</summary>
    public static double CpuOfTree(int root) => Tree(root).Sum(process => process.Own + process.Children);

    /// <summary>Where the program of a process lies, and its companions with it.</summary>
    public static string FolderOf(int pid) => Path.GetDirectoryName(File.ResolveLinkTarget($"/proc/{pid}/exe", returnFinalTarget: false)!.FullName)!;

    /// <summary>Resident memory in MB.</summary>
    public static double Resident(int pid) => Megabytes(pid, "status", "VmRSS");

    /// <summary>The most resident memory that there ever was, in MB.</summary>
    public static double ResidentPeak(int pid) => Megabytes(pid, "status", "VmHWM");

    /// <summary>Memory of a process and everything below it in MB; what they share counts once.</summary>
    public static double ProportionalOfTree(int root) => Tree(root).Sum(process => Megabytes(process.Pid, "smaps_rollup", "Pss"));

    /// <summary>The seconds that all processors together worked, and were taken away.</summary>
    public static (double Busy, double Stolen) Machine() => ProcFiles.ParseMachine(File.ReadLines("/proc/stat").First());

    private static IEnumerable<ProcessTimes> Tree(int root)
    {
        var all = Directory.EnumerateDirectories("/proc").Select(folder => int.TryParse(Path.GetFileName(folder), out var pid) ? Read(pid) : null).OfType<ProcessTimes>().ToList();
        var byParent = all.ToLookup(process => process.Parent);
        var open = new Queue<ProcessTimes>(all.Where(process => process.Pid == root));
        while (open.TryDequeue(out var process))
        {
            yield return process;
            foreach (var child in byParent[process.Pid])
            {
                open.Enqueue(child);
            }
        }
    }

    private static ProcessTimes? Read(int pid)
    {
        try
        {
            return ProcFiles.ParseStat(File.ReadAllText($"/proc/{pid}/stat"));
        }
        catch (IOException)
        {
            return null; // it ended meanwhile
        }
    }

    private static double Megabytes(int pid, string file, string name)
    {
        try
        {
            return ProcFiles.Megabytes(File.ReadLines($"/proc/{pid}/{file}"), name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
