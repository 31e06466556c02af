using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Kontor.Platform.Identity;
using Microsoft.AspNetCore.Http;

namespace Kontor.Platform.Rpc.Wire;

/// <summary>A <see cref="CallContext"/> as headers of a gRPC call. docs/rpc.md lists them for other clients.</summary>
internal static class Metadata
{
    public const string Secret = "kontor-secret";
    public const string Shop = "kontor-shop";
    public const string Actor = "kontor-actor";
    public const string Roles = "kontor-roles";
    public const string Email = "kontor-email";
    public const string Name = "kontor-name";
    public const string Key = "kontor-idempotency-key";
    public const string BodyHash = "kontor-body-hash";
    public const string Trace = "kontor-trace-id";
    public const string TraceParent = "traceparent";
    public const string Timeout = "grpc-timeout";

    /// <summary>In the trailers of an answer that was kept.</summary>
    public const string Replayed = "kontor-replayed";

    private const string SystemActor = "system";
    private const Roles AllRoles = Identity.Roles.Customer | Identity.Roles.Staff | Identity.Roles.Admin | Identity.Roles.Operator;

    // Each combination once: "staff,admin".
    private static readonly string[] s_roles =
        [.. Enumerable.Range(0, (int)AllRoles + 1).Select(roles => ((Roles)roles).ToString().ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal))];

    /// <summary>Writes all but the deadline's token. Free texts are percent-encoded, because headers are ASCII and lose spaces at their ends.</summary>
    public static void Write(HttpRequestHeaders headers, CallContext call, TimeSpan left)
    {
        headers.TryAddWithoutValidation(Timeout, Math.Max(1, (long)Math.Ceiling(left.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture) + "m");
        if (call.Shop != default)
        {
            headers.TryAddWithoutValidation(Shop, call.Shop.ToString());
        }

        if (call.Actor.IsSystem)
        {
            headers.TryAddWithoutValidation(Actor, SystemActor);
        }
        else
        {
            Write(headers, Actor, call.Actor.UserId?.ToString() ?? "");
            if (call.Actor.Roles != Identity.Roles.None)
            {
                headers.TryAddWithoutValidation(Roles, s_roles[(int)(call.Actor.Roles & AllRoles)]);
            }

            Write(headers, Email, call.Actor.Email);
            Write(headers, Name, call.Actor.Name);
        }

        Write(headers, Trace, call.TraceId);
        if (call.Key is { } key)
        {
            Write(headers, Key, key.Value);
            Write(headers, BodyHash, key.BodyHash);
        }

        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } parent })
        {
            headers.TryAddWithoutValidation(TraceParent, parent);
        }
    }

    /// <summary>The call that the headers tell of; the error names the header that can't be understood.</summary>
    public static Result<CallContext> Read(IHeaderDictionary headers, DateTimeOffset deadline, CancellationToken aborted)
    {
        var shop = Guid.Empty;
        if (Text(headers, Shop) is { Length: > 0 } given && !Guid.TryParse(given, out shop))
        {
            return Malformed(Shop, "the UUID of a shop");
        }

        var roles = Identity.Roles.None;
        if (Text(headers, Roles) is { Length: > 0 } names && (!Enum.TryParse(names, ignoreCase: true, out roles) || (roles | AllRoles) != AllRoles))
        {
            return Malformed(Roles, "names out of customer, staff, admin and operator with commas between");
        }

        Actor actor;
        switch (Text(headers, Actor))
        {
            case SystemActor:
                actor = Identity.Actor.System;
                break;
            case "":
                actor = new Actor(null, roles, Text(headers, Email), Text(headers, Name));
                break;
            case var id when Guid.TryParse(id, out var user):
                actor = new Actor(user, roles, Text(headers, Email), Text(headers, Name));
                break;
            default:
                return Malformed(Actor, "'system' or the UUID of an account");
        }

        return new CallContext(new ShopId(shop), actor, deadline, aborted)
        {
            TraceId = Text(headers, Trace) is { Length: > 0 } trace ? trace
                : ActivityContext.TryParse(Text(headers, TraceParent), null, out var parent) ? parent.TraceId.ToHexString()
                : "",
            Key = Text(headers, Key) is { Length: > 0 } key ? new IdempotencyKey(key, Text(headers, BodyHash)) : null,
        };
    }

    /// <summary>Reads <c>grpc-timeout</c>: up to eight digits and a unit. Null when it can't be understood.</summary>
    public static TimeSpan? ReadTimeout(ReadOnlySpan<char> text) =>
        text.Length is >= 2 and <= 9 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? text[^1] switch
            {
                'H' => TimeSpan.FromHours(number),
                'M' => TimeSpan.FromMinutes(number),
                'S' => TimeSpan.FromSeconds(number),
                'm' => TimeSpan.FromMilliseconds(number),
                'u' => TimeSpan.FromMicroseconds(number),
                'n' => TimeSpan.FromTicks(number / TimeSpan.NanosecondsPerTick),
                _ => null,
            }
            : null;

    private static void Write(HttpRequestHeaders headers, string name, string value)
    {
        if (value.Length > 0)
        {
            headers.TryAddWithoutValidation(name, Uri.EscapeDataString(value));
        }
    }

    private static string Text(IHeaderDictionary headers, string name) => headers[name] is [{ } value] ? Uri.UnescapeDataString(value) : "";

    private static Error Malformed(string header, string wanted) => new(ErrorKind.Invalid, "platform.invalid_metadata", $"The header {header} is wrong: give {wanted}.");
}
