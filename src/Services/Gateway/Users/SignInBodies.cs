using System.Text.Json.Serialization;
using Kontor.Contracts.Users.V1;

namespace Kontor.Gateway.Users;

/// <summary>Somebody who wants an account.</summary>
internal sealed record Registration
{
    /// <summary>The e-mail address to sign in with.</summary>
    public required string Email { get; init; }

    /// <summary>The password.</summary>
    public required string Password { get; init; }

    /// <summary>How to address them.</summary>
    public required string Name { get; init; }
}

/// <summary>A new account.</summary>
internal sealed record Registered
{
    /// <summary>The account's id.</summary>
    public required string UserId { get; init; }
}

/// <summary>What somebody signs in with.</summary>
internal sealed record Credentials
{
    /// <summary>The account's e-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>The account's password.</summary>
    public required string Password { get; init; }
}

/// <summary>The proof of an earlier sign-in.</summary>
internal sealed record RefreshToken
{
    /// <summary>As it came with the last pair of tokens.</summary>
    [JsonPropertyName("refreshToken")]
    public required string Value { get; init; }
}

/// <summary>What a sign-in gives.</summary>
internal sealed record TokenPair
{
    /// <summary>Send it as 'Authorization: Bearer …'.</summary>
    public required string AccessToken { get; init; }

    /// <summary>Exchange it for a new pair before or after the access token expires.</summary>
    public required string RefreshToken { get; init; }

    /// <summary>Always Bearer.</summary>
    public required string TokenType { get; init; }

    /// <summary>Seconds that the access token lives.</summary>
    public required int ExpiresIn { get; init; }

    public static TokenPair From(Tokens tokens) => new()
    {
        AccessToken = tokens.AccessToken,
        RefreshToken = tokens.RefreshToken,
        TokenType = "Bearer",
        ExpiresIn = tokens.ExpiresInSeconds,
    };
}
