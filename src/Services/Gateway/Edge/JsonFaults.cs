using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kontor.Gateway.Edge;

/// <summary>
/// Tells a client which member of a body is wrong. The serializer's own messages name our types, so only what it says about the
/// client's members is passed on.
/// </summary>
internal static partial class JsonFaults
{
    private const string Summary = "The body is JSON, but not what this request takes; 'errors' says where.";

    public static Error Explain(JsonException exception)
    {
        // The reader's own exception stands inside when the text isn't JSON; otherwise JSON was read and didn't fit.
        if (exception.InnerException is JsonException)
        {
            return RequestErrors.Malformed;
        }

        var pointer = ToPointer(exception.Path);
        if (MissingMembers().Match(exception.Message) is { Success: true } missing)
        {
            return Error.Invalid(
                RequestErrors.InvalidCode,
                Summary,
                [.. QuotedNames().Matches(missing.Groups["names"].Value).Select(name => new Fault($"{pointer}/{Escape(name.Groups["name"].Value)}", "required", "Fill this in."))]);
        }

        var (code, detail) = exception.Message switch
        {
            var text when text.StartsWith("Duplicate property", StringComparison.Ordinal) => ("duplicate", "A member is given twice here. Leave one of the two out."),
            var text when text.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) => ("unknown_member", "There is no such member. Check its name; upper and lower case matter."),
            _ => ("invalid", "This value has the wrong type, is out of range or holds characters that aren't allowed."),
        };
        return Error.Invalid(RequestErrors.InvalidCode, Summary, new Fault(pointer, code, detail));
    }

    /// <summary>Turns the serializer's path (<c>$.lines[0].quantity</c>, <c>$['odd name']</c>) into a JSON pointer.</summary>
    public static string ToPointer(string? path)
    {
        var pointer = new StringBuilder();
        foreach (var step in Steps().Matches(path ?? "").Cast<Match>())
        {
            var name = step.Groups["name"].Success ? step.Groups["name"].Value : step.Groups["index"].Success ? step.Groups["index"].Value : step.Groups["quoted"].Value;
            pointer.Append('/').Append(Escape(name));
        }

        return pointer.ToString();
    }

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    [GeneratedRegex(@"missing required properties including: (?<names>.*)\.", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex MissingMembers();

    [GeneratedRegex("'(?<name>[^']+)'", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex QuotedNames();

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\[(?<index>[0-9]+)\]|\['(?<quoted>[^']*)'\]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Steps();
}
