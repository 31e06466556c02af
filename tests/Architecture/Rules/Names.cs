using System.Reflection;
using System.Text.RegularExpressions;

namespace Kontor.Architecture.Tests.Rules;

/// <summary>Names say what a thing is in the field's words, and features say it in a sentence.</summary>
internal static partial class Names
{
    public static IEnumerable<string> Banned(Assembly assembly) =>
        assembly.GetTypes()
            .Where(type => OwnTypes.IsOwn(type) && Meaningless().IsMatch(type.Name.Split('`')[0]))
            .Select(type => $"{type.FullName}: that name says nothing.");

    /// <summary>Files in a <c>Features</c> folder whose main type lacks a summary.</summary>
    public static IEnumerable<string> FeaturesWithoutSummary(string service)
    {
        var folder = Path.Combine(service, "Features");
        return !Directory.Exists(folder) ? [] : Repository.Files(folder, "*.cs")
            .Where(file => !HasSummary(File.ReadAllText(file), Path.GetFileNameWithoutExtension(file)))
            .Select(file => $"{Repository.Short(file)}: say in a <summary> of its main type what it is for.");
    }

    private static bool HasSummary(string text, string type) => Regex.IsMatch(
        text,
        $@"^[ \t]*/// <summary>.*\n([ \t]*///.*\n)*([ \t]*\[.*\]\n)*[ \t]*(public|internal) ([a-z]+ )*(class|record|struct) {type}\b",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(5));

    [GeneratedRegex("(Manager|Helpers?|Utils?|Processor|Info|Base|Impl|Dto|Common)$")]
    private static partial Regex Meaningless();
}
