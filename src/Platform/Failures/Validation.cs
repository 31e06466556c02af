using System.Globalization;
using System.Net.Mail;

namespace Kontor.Platform.Failures;

/// <summary>
/// Collects everything that is wrong with a request, so that a client can mend it in one go:
/// <c>new Validation().Text("/name", name, 1, 200)…</c>
/// </summary>
public sealed class Validation
{
    /// <summary>How many items a page has unless the client wants another number.</summary>
    public const int DefaultPageSize = 24;

    /// <summary>How many items a page has at most.</summary>
    public const int LongestPage = 100;

    private readonly List<Fault> _faults = [];

    /// <summary>What is wrong so far.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>One line of text within bounds, without control characters.</summary>
    /// <param name="pointer">Where it stands in the request.</param>
    /// <param name="value">The text; null counts as empty.</param>
    /// <param name="min">The fewest characters; 0 makes it optional.</param>
    /// <param name="max">The most characters.</param>
    public Validation Line(string pointer, string? value, int min, int max) => Text(pointer, value, min, max, multiline: false);

    /// <summary>Text of several lines within bounds.</summary>
    /// <inheritdoc cref="Line"/>
    public Validation Paragraphs(string pointer, string? value, int min, int max) => Text(pointer, value, min, max, multiline: true);

    /// <summary>A short name in URLs: lower-case letters, digits and single hyphens in between, 1..<paramref name="max"/> characters.</summary>
    public Validation Slug(string pointer, string? value, int max = 100) =>
        Require(
            IsSlug(value, max), pointer, "invalid", $"Use 1 to {max} lower-case letters, digits and single hyphens between them, such as 'summer-shoes'.");

    /// <summary>An e-mail address.</summary>
    public Validation Email(string pointer, string? value) =>
        Require(
            value is { Length: >= 3 and <= 254 } && IsClean(value, multiline: false) && value.IndexOfAny([' ', '<', '>', '"', ',']) < 0
                && MailAddress.TryCreate(value, out var address) && address.Address == value,
            pointer,
            "invalid",
            "Give an e-mail address such as anna@example.com.");

    /// <summary>An ISO 3166-1 alpha-2 country code.</summary>
    public Validation Country(string pointer, string? value) =>
        Require(Countries.IsKnown(value ?? ""), pointer, "invalid", "Give the two-letter code of a country (ISO 3166-1), such as GB.");

    /// <summary>A whole number within bounds.</summary>
    public Validation Range(string pointer, long value, long min, long max) =>
        Require(value >= min && value <= max, pointer, "out_of_range", string.Create(CultureInfo.InvariantCulture, $"Give a whole number from {min} to {max}."));

    /// <summary>How long a page of a list may be: 1..100 items, 24 when nothing is asked for. The same for every list.</summary>
    /// <param name="limit">What the client asked for; 0 when it asked for nothing.</param>
    /// <param name="size">What it gets.</param>
    public Validation PageSize(int limit, out int size)
    {
        size = limit == 0 ? DefaultPageSize : limit;
        return Range("?limit", size, 1, LongestPage);
    }

    /// <summary>Any other condition.</summary>
    public Validation Require(bool holds, string pointer, string code, string detail)
    {
        if (!holds)
        {
            _faults.Add(new Fault(pointer, code, detail));
        }

        return this;
    }

    /// <summary>True when something is wrong, with the error to answer.</summary>
    /// <param name="code">The error's code, such as <c>catalog.invalid</c>.</param>
    /// <param name="error">What to answer.</param>
    public bool Failed(string code, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Error? error)
    {
        error = _faults.Count == 0 ? null : Error.Invalid(code, "Some fields are wrong; 'errors' says which and how to mend them.", _faults);
        return error is not null;
    }

    private static bool IsSlug(string? value, int max) =>
        value is { Length: > 0 } && value.Length <= max && value[0] != '-' && value[^1] != '-' && !value.Contains("--", StringComparison.Ordinal)
        && value.All(character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    // PostgreSQL refuses NUL, and UTF-8 has no lone surrogates: both would be a 500 if they got that far.
    private static bool IsClean(string value, bool multiline)
    {
        for (var index = 0; index < value.Length; index++)
        {
            var character = value[index];
            if (char.IsHighSurrogate(character) && index + 1 < value.Length && char.IsLowSurrogate(value[index + 1]))
            {
                index++;
            }
            else if (char.IsSurrogate(character) || (char.IsControl(character) && !(multiline && character is '\n' or '\r' or '\t')))
            {
                return false;
            }
        }

        return true;
    }

    private Validation Text(string pointer, string? value, int min, int max, bool multiline)
    {
        value ??= "";
        if (min > 0 && string.IsNullOrWhiteSpace(value))
        {
            return Require(false, pointer, "required", "Fill this in.");
        }

        return Require(value.Length >= min && value.Length <= max, pointer, "length", string.Create(CultureInfo.InvariantCulture, $"Use {min} to {max} characters."))
            .Require(IsClean(value, multiline), pointer, "characters", "Remove control characters and broken characters.");
    }
}
