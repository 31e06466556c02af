using System.Globalization;
using Kontor.Platform.Failures;
using Microsoft.AspNetCore.Http;

namespace Kontor.Gateway.Edge;

/// <summary>Versions of editable things as entity tags, so that two people who edit the same thing don't undo each other's work.</summary>
internal static class ETags
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

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

        return !weak && long.TryParse(quoted[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0 ? version : Preconditions.Stale;
    }
}
