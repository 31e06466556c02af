using System.Text.RegularExpressions;

namespace Kontor.Architecture.Tests.Rules;

internal static partial class SourceText
{
    /// <summary>Files that silence the ban on clocks, random ids, blocking and the console.</summary>
    public static IEnumerable<string> SilencedBans(string folder) =>
        Repository.Files(folder, "*.cs")
            .Where(file => SilencedBan().IsMatch(File.ReadAllText(file)))
            .Select(Repository.Short);

    /// <summary>Folders with a project that the list doesn't name exactly once, and names without one.</summary>
    public static IEnumerable<string> ListFaults(IEnumerable<string> projects, IReadOnlyList<string> listed) =>
        projects.Where(project => listed.Count(name => name == project) != 1).Select(project => $"{project} isn't in the list exactly once.")
            .Concat(listed.Except(projects).Select(name => $"{name} is in the list and has no project."));

    [GeneratedRegex(@"(#pragma warning disable|SuppressMessage|NoWarn).*RS0030")]
    private static partial Regex SilencedBan();
}
