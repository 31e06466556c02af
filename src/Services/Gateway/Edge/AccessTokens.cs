using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;

namespace Kontor.Gateway.Edge;

/// <summary>
/// Checks access tokens: JWTs signed with ES256, and with nothing else, whatever their header asks for. A token that was good a moment
/// ago is known again without the arithmetic, which costs more than the rest of a small request.
/// </summary>
internal sealed class AccessTokens(SigningKeys keys, TimeProvider clock)
{
    private const int MaxLength = 8 * 1024;
    private const int SignatureLength = 64;
    private const int MaxRemembered = 10_000;

    private static readonly TimeSpan s_skew = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_remembered = TimeSpan.FromMinutes(1);
    private static readonly JsonSerializerOptions s_json = new() { AllowDuplicateProperties = false, MaxDepth = 4, RespectNullableAnnotations = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly ConcurrentDictionary<string, Remembered> _remembered = new(StringComparer.Ordinal);

    /// <summary>Whom the token speaks for, or 401.</summary>
    public async ValueTask<Result<Caller>> Identify(string token, CallContext call)
    {
        var now = clock.GetUtcNow();
        if (_remembered.TryGetValue(token, out var remembered))
        {
            if (now < remembered.Until)
            {
                return remembered.Caller;
            }

            _remembered.TryRemove(token, out _);
        }

        if (token.Length > MaxLength || token.Split('.') is not [var header, var payload, var signature] || Read<Header>(header) is not { Alg: TokenClaims.Algorithm, Kid: { } kid, Crit: null })
        {
            return Authentication.InvalidToken;
        }

        if (!(await keys.Find(kid, call)).Try(out var key, out var error))
        {
            return error;
        }

        if (key is null || !IsSigned(token.AsSpan(0, header.Length + 1 + payload.Length), signature, key) || Read<Claims>(payload) is not { } claims)
        {
            return Authentication.InvalidToken;
        }

        if (claims.Expires <= now - s_skew)
        {
            return Authentication.ExpiredToken;
        }

        if (claims.Issuer != TokenClaims.Issuer || claims.Audience != TokenClaims.Audience || claims.Issued > now + s_skew || claims.Subject == Guid.Empty || claims.Shop == Guid.Empty)
        {
            return Authentication.InvalidToken;
        }

        var caller = claims.ToCaller();
        Remember(token, caller, Earlier(claims.Expires + s_skew, now + s_remembered));
        return caller;
    }

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;

    private static bool IsSigned(ReadOnlySpan<char> signed, string signature, PublicKey key)
    {
        Span<byte> bytes = stackalloc byte[SignatureLength];
        return Base64Url.IsValid(signature, out var length) && length == SignatureLength && Base64Url.TryDecodeFromChars(signature, bytes, out _)
            && key.Verifies(Encoding.UTF8.GetBytes(signed.ToArray()), bytes);
    }

    private static T? Read<T>(string part)
        where T : class
    {
        if (!Base64Url.IsValid(part))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(Base64Url.DecodeFromChars(part), s_json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Remember(string token, Caller caller, DateTimeOffset until)
    {
        // Starting over when full is crude, but bounded, and costs each caller one check a minute at the worst.
        if (_remembered.Count >= MaxRemembered)
        {
            _remembered.Clear();
        }

        _remembered[token] = new Remembered(caller, until);
    }

    private sealed record Remembered(Caller Caller, DateTimeOffset Until);

    private sealed record Header
    {
        public string? Alg { get; init; }

        public string? Kid { get; init; }

        public JsonElement? Crit { get; init; }
    }

    private sealed record Claims
    {
        [JsonPropertyName("iss")]
        public string? Issuer { get; init; }

        [JsonPropertyName("aud")]
        public string? Audience { get; init; }

        [JsonPropertyName(TokenClaims.Subject)]
        public Guid Subject { get; init; }

        [JsonPropertyName(TokenClaims.Shop)]
        public Guid Shop { get; init; }

        [JsonPropertyName(TokenClaims.Roles)]
        public IReadOnlyList<string> Roles { get; init; } = [];

        [JsonPropertyName(TokenClaims.Email)]
        public string Email { get; init; } = "";

        [JsonPropertyName(TokenClaims.Name)]
        public string Name { get; init; } = "";

        [JsonPropertyName(TokenClaims.Operator)]
        public bool Operator { get; init; }

        [JsonPropertyName("exp")]
        public long ExpiresAt { get; init; }

        [JsonPropertyName("iat")]
        public long IssuedAt { get; init; }

        [JsonIgnore]
        public DateTimeOffset Expires => Instant(ExpiresAt);

        [JsonIgnore]
        public DateTimeOffset Issued => Instant(IssuedAt);

        public Caller ToCaller() => new(
            new Actor(Subject, Caller.RolesOf(Roles) | (Operator ? Platform.Identity.Roles.Operator : Platform.Identity.Roles.None), Email, Name),
            new ShopId(Shop));

        // A time beyond the calendar is as good as its end.
        private static DateTimeOffset Instant(long seconds) =>
            DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, DateTimeOffset.MaxValue.ToUnixTimeSeconds() - 3600));
    }
}
