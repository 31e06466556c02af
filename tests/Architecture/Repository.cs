namespace Kontor.Architecture.Tests;

/// <summary>The folders of this repository.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>How the tests were built: <c>debug</c> or <c>release</c>.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Name;

    public static string Source { get; } = Path.Combine(Root, "src");

    public static string Services { get; } = Path.Combine(Source, "Services");

    public static string BadSample { get; } = Path.Combine(Root, "tests", "Architecture", "BadSample");

    /// <summary>The files below a folder that are ours: nothing that a build has put there.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>A path as people write it.</summary>
    public static string Short(string file) => Path.GetRelativePath(Root, file);

    private static string FindRoot(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Kontor.slnx")) ? folder.FullName
        : FindRoot(folder.Parent ?? throw new InvalidOperationException("Kontor.slnx is in no folder above the tests."));
}
