using System.CommandLine;
using Kontor.Platform.Storage.Managed;

namespace Kontor.Host.Commands;

/// <summary>The options that several commands share. An option wins over its variable, the variable over the default.</summary>
internal static class CommonOptions
{
    public static Option<string?> Home() => new("--home")
    {
        Description = $"The folder that everything Kontor writes is under (KONTOR_HOME). Default: {KontorHome.Default().Folder}",
        HelpName = "DIR",
    };

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object as the last line, for programs." };

    public static KontorHome HomeOf(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is { Length: > 0 } folder ? new KontorHome(folder) : KontorHome.Default();

    /// <summary>A whole number from an option, else from its variable, else the default.</summary>
    /// <exception cref="Platform.Hosting.ConfigurationException">The variable isn't a number in range.</exception>
    public static int Number(ParseResult parsed, Option<int?> option, string variable, int otherwise)
    {
        if (parsed.GetValue(option) is { } given)
        {
            return given;
        }

        return Environment.GetEnvironmentVariable(variable) switch
        {
            null or "" => otherwise,
            var text when int.TryParse(text, out var number) && number is >= 0 and <= 65535 => number,
            var text => throw new Platform.Hosting.ConfigurationException($"{variable} is '{text}'. Set it to a number from 0 to 65535, or unset it."),
        };
    }
}
