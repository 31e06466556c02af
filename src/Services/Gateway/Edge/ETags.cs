using System.Globalization;
using System.Security.Cryptography;
using Kontor.Platform.Failures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Kontor.Gateway.Edge;

/// <summary>Versions of editable things as entity tags, so that two people who edit the same thing don't undo each other's work.</summary>
internal static class ETags
{
    private const char BodyMark = '-';

    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>
    /// The tag of a body: its version, when it has one, and what tells it from any other body of that version. Stock comes and goes without a new version of its product.
    /// </summary>
    public static string Of(long? version, ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        var digest = Convert.ToHexStringLower(hash[..8]);
        return version is { } known ? string.Create(CultureInfo.InvariantCulture, $"\"{known}{BodyMark}{digest}\"") : $"\"{digest}\"";
    }

    /// <summary>Whether <c>If-None-Match</c> names the tag: weakly compared, as it is there (RFC 9110, 13.1.2).</summary>
    public static bool AreKnown(StringValues ifNoneMatch, string tag)
    {
        foreach (var line in ifNoneMatch)
        {
            foreach (var part in line.AsSpan().Split(','))
            {
                var known = line.AsSpan()[part].Trim();
                if (known is "*" || (known.StartsWith("W/", StringComparison.Ordinal) ? known[2..] : known).SequenceEqual(tag))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The version that the client has seen, from <c>If-Match</c>; 0 when any will do.</summary>
    public static Result<long> Expected(IHeaderDictionary headers)
    {
        var values = headers.IfMatch;
        if (values.Count == 0)
        {
            return 0;
        }

        var tag = values.Count == 1 ? values[0]!.Trim() : "";
        if (tag == "*")
        {
            return 0;
        }

        // A weak tag is well-formed, but If-Match compares strongly: it matches nothing (RFC 9110, 13.1.1).
        var weak = tag.StartsWith("W/", StringComparison.Ordinal);
        var quoted = weak ? tag.AsSpan(2) : tag;
        if (quoted.Length < 2 || quoted[0] != '"' || quoted[^1] != '"' || quoted[1..^1].Contains('"'))
        {
            return RequestErrors.IfMatchInvalid;
        }

        // What stands behind the mark tells bodies apart, and the version is what edits go by.
        var seen = quoted[1..^1];
        var mark = seen.IndexOf(BodyMark);
        return !weak && long.TryParse(mark < 0 ? seen : seen[..mark], NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0 ? version : Preconditions.Stale;
    }
}
