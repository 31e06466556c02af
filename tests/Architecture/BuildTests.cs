using System.Diagnostics;

namespace Kontor.Architecture.Tests;

/// <summary>The rules that the build itself holds: the known-bad sample is built as if it lay under src.</summary>
public sealed class BuildTests
{
    private static readonly string s_project = Path.Combine(Repository.BadSample, "BadSample.csproj");

    [Theory]
    [InlineData("src/Services/BadSample", "KONTOR002: BadSample (service) may reference only 'Primitives;Contracts;Platform', not 'Shops'.")]
    [InlineData("src/Platform", "KONTOR002: BadSample (Platform) may reference only 'Primitives', not 'Platform;Contracts;Shops'.")]
    [InlineData("src/Elsewhere", "KONTOR001: src/Elsewhere is in no known layer")]
    public async Task A_forbidden_reference_fails_the_build(string place, string message)
    {
        var (status, output) = await Build("CheckReferences", place);
        Assert.NotEqual(0, status);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_references_are_fine_in_a_test() => Assert.Equal(0, (await Build("CheckReferences", "tests/BadSample")).Status);

    [Fact]
    public async Task A_banned_call_fails_the_build_and_the_message_says_what_to_use_instead()
    {
        var output = Directory.CreateTempSubdirectory("kontor-test-");
        try
        {
            var (status, messages) = await Build(
                "Compile", "src/Services/BadSample",
                // Into a folder of its own: it must not touch what the next build takes up. The references were built with the tests.
                $"-p:BadSampleOutput={output.FullName}/", "-p:BuildProjectReferences=false", $"-p:Configuration={Repository.Configuration}",
                // The sample's reference is forbidden, too, which would end the build before the compiler runs.
                "-p:KontorMayReference=*", "-p:RunAnalyzers=true", "-p:UseSharedCompilation=false");
            Assert.NotEqual(0, status);
            foreach (var (symbol, instead) in new Dictionary<string, string>
            {
                ["DateTime.UtcNow"] = "Inject TimeProvider",
                ["Guid.NewGuid()"] = "Use Uuid7.New(clock)",
                ["Task<TResult>.Result"] = "await it",
                ["Thread.Sleep(int)"] = "await Task.Delay",
                ["Console.WriteLine(string?)"] = "Log, or write to the command's console",
            })
            {
                Assert.Matches($@"error RS0030: .*{System.Text.RegularExpressions.Regex.Escape(symbol)}.*{System.Text.RegularExpressions.Regex.Escape(instead)}", messages);
            }
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    private static async Task<(int Status, string Output)> Build(string target, string place, params string[] properties)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", s_project, "-nologo", "-nodeReuse:false", $"-t:{target}", $"-p:KontorPath={place}", .. properties])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var build = Process.Start(start)!;
        var error = build.StandardError.ReadToEndAsync();
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        return (build.ExitCode, output + await error);
    }
}
