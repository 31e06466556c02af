using Kontor.Bench.Load;

namespace Kontor.Bench;

/// <summary>What to measure, for how long and with what.</summary>
/// <param name="Quick">A rough look in under two minutes.</param>
/// <param name="Only">Names of the groups of figures to measure; all of them when it is empty.</param>
/// <param name="Program">The published program, <c>kontor.dll</c>.</param>
/// <param name="Root">The checkout.</param>
internal sealed record BenchSettings(bool Quick, IReadOnlyList<string> Only, string Program, string Root)
{
    /// <summary>How long a load runs that is set beside another.</summary>
    public int LegSeconds => Quick ? 3 : 15;

    /// <summary>How long something runs before it is measured: until the hot code is compiled as well as it gets.</summary>
    public int WarmUpSeconds => Quick ? 3 : 8;

    /// <summary>The same for orders, whose way through the program is the longest.</summary>
    public int OrdersWarmUpSeconds => Quick ? 3 : 25;

    /// <summary>How long reads are measured that are cheap.</summary>
    public int ReadSeconds => Quick ? 2 : 8;

    /// <summary>How many products the large shop has.</summary>
    public int Products => Quick ? 20_000 : 100_000;

    /// <summary>A file of the data that may lie beside the checkout; null when it isn't there.</summary>
    public string? Shared(params string[] path) => Path.Combine([Root, "..", "shared", .. path]) is var file && File.Exists(file) ? Path.GetFullPath(file) : null;

    /// <summary>The checkout that this program was built in.</summary>
    /// <exception cref="BenchFailedException">It was taken out of it.</exception>
    public static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Kontor.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new BenchFailedException("The benchmark runs in a checkout of Kontor: start it with ./kontor bench.");
    }
}
