using System.CommandLine;
using System.Globalization;
using Kontor.Platform.Hosting;
using Kontor.Platform.Storage.Managed;

namespace Kontor.Host.Commands;

/// <summary>The options that several commands share. An option wins over its variable, the variable over the default.</summary>
internal static class SharedOptions
{
    private const string ByDefault = "default";

    public static Option<string?> Home() => new("--home")
    {
        Description = $"The folder that everything Kontor writes is under (KONTOR_HOME). Default: {KontorHome.Default().Folder}",
        HelpName = "DIR",
    };

    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object as the last line, for programs." };

    /// <summary>A whole number within bounds; others are refused as wrong usage.</summary>
    public static Option<int?> Number(string name, string description, int min, int max)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && !IsWithin(given, min, max, out _))
            {
                result.AddError($"{name} is '{given}'. Give a number from {min} to {max}.");
            }
        });
        return option;
    }

    public static KontorHome HomeOf(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is { Length: > 0 } folder ? new KontorHome(folder) : KontorHome.Default();

    /// <summary>A whole number from an option, else from its variable, else the default.</summary>
    /// <exception cref="ConfigurationException">The variable isn't a number in range.</exception>
    public static Chosen<int> Number(ParseResult parsed, Option<int?> option, string variable, int min, int max, int otherwise) =>
        Number(parsed, option, variable, min, max) ?? new(otherwise, ByDefault);

    /// <summary>A whole number from an option, else from its variable; null when neither is given.</summary>
    /// <exception cref="ConfigurationException">The variable isn't a number in range.</exception>
    public static Chosen<int>? Number(ParseResult parsed, Option<int?> option, string variable, int min, int max) =>
        parsed.GetValue(option) is { } given ? new(given, option.Name) : Number(variable, min, max);

    /// <summary>A whole number from a variable, else the default.</summary>
    /// <exception cref="ConfigurationException">The variable isn't a number in range.</exception>
    public static Chosen<int> Number(string variable, int min, int max, int otherwise) => Number(variable, min, max) ?? new(otherwise, ByDefault);

    private static Chosen<int>? Number(string variable, int min, int max) => Environment.GetEnvironmentVariable(variable) switch
    {
        null or "" => null,
        var text when IsWithin(text, min, max, out var number) => new Chosen<int>(number, variable),
        var text => throw new ConfigurationException($"{variable} is '{text}'. Set it to a number from {min} to {max}, or unset it."),
    };

    /// <summary>A variable; null when it is empty or not set.</summary>
    public static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>A text from an option, else from its variable, else the default.</summary>
    public static Chosen<string> Text(ParseResult parsed, Option<string?> option, string variable, string otherwise) =>
        parsed.GetValue(option) is { Length: > 0 } given ? new(given, option.Name)
        : Environment.GetEnvironmentVariable(variable) is { Length: > 0 } set ? new(set, variable)
        : new(otherwise, ByDefault);

    private static bool IsWithin(string text, int min, int max, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= min && number <= max;
}

/// <summary>A setting and where it comes from.</summary>
/// <param name="Value">What holds.</param>
/// <param name="Origin">The option, the variable or "default".</param>
internal readonly record struct Chosen<T>(T Value, string Origin)
{
    /// <summary>For people: <c>8080 (KONTOR_PORT)</c>.</summary>
    public override string ToString() => $"{Value} ({Origin})";
}
