using Kontor.Platform.Rpc;
using Microsoft.AspNetCore.Http;

namespace Kontor.Gateway.Edge;

/// <summary>
/// Finds out who makes a request. Credentials that are broken or expired are refused on public paths too: a client that believes to
/// be signed in must not be served as a guest.
/// </summary>
internal sealed class Authentication(AccessTokens tokens, ApiKeys keys)
{
    public const string ApiKeyHeader = "X-Api-Key";

    public static readonly Error InvalidToken = new(ErrorKind.Unauthenticated, "auth.invalid_token", "The access token isn't valid. Sign in again.");

    public static readonly Error ExpiredToken = InvalidToken with { Message = "The access token has expired. Get a new one at /v1/auth/refresh." };

    public static readonly Error InvalidApiKey = new(ErrorKind.Unauthenticated, "auth.invalid_api_key", "The API key isn't valid. An admin of the shop can make a new one.");

    private const string Scheme = "Bearer ";

    /// <summary>The caller, a guest without credentials, or why the credentials are refused.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="takesOrderToken">Whether a bearer token that is no JWT is taken as a guest's order token.</param>
    /// <param name="call">For asking the users service.</param>
    public async ValueTask<Result<Caller>> Identify(IHeaderDictionary headers, bool takesOrderToken, CallContext call)
    {
        var authorization = headers.Authorization;
        var apiKey = headers[ApiKeyHeader];
        switch (authorization.Count + apiKey.Count)
        {
            case 0:
                return Caller.Guest;
            case > 1:
                return RequestErrors.TwoCredentials;
        }

        if (apiKey.Count == 1)
        {
            return await keys.Identify(apiKey[0] ?? "", call);
        }

        var value = authorization[0] ?? "";
        if (!value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return InvalidToken;
        }

        var token = value[Scheme.Length..].Trim();
        return takesOrderToken && token.Length > 0 && token.AsSpan().Count('.') != 2
            ? Caller.Guest with { OrderToken = token }
            : await tokens.Identify(token, call);
    }
}
