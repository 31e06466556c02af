using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Users.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kontor.Gateway.Users;

/// <summary>The keys with which other programs check our access tokens (RFC 7517).</summary>
internal static class SigningKeyPaths
{
    public static void MapSigningKeys(this IEndpointRouteBuilder web) =>
        web.MapGet("/.well-known/jwks.json", List).WithTags("Sign-in")
            .Is(new("listSigningKeys", "The public keys of access tokens.", Access.Anyone) { InShop = false, NeedsNoCredentials = true })
            .Returns<KeySet>();

    private static Task<IResult> List(EdgeCall edge, HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        return edge.Call(UsersMethods.GetSigningKeys, new Empty())
            .Ok(keys => new KeySet { Keys = [.. keys.Keys.Select(key => new JsonWebKey { Kid = key.Kid, X = key.X, Y = key.Y })] });
    }

    /// <summary>A JSON Web Key Set.</summary>
    internal sealed record KeySet
    {
        /// <summary>The keys.</summary>
        public required IReadOnlyList<JsonWebKey> Keys { get; init; }
    }

    /// <summary>A public key.</summary>
    internal sealed record JsonWebKey
    {
        /// <summary>Its name, as in the header of tokens.</summary>
        public required string Kid { get; init; }

        /// <summary>The kind of key.</summary>
        public string Kty { get; } = "EC";

        /// <summary>The curve.</summary>
        public string Crv { get; } = "P-256";

        /// <summary>The only algorithm it is for.</summary>
        public string Alg { get; } = "ES256";

        /// <summary>What it is for.</summary>
        public string Use { get; } = "sig";

        /// <summary>base64url.</summary>
        public required string X { get; init; }

        /// <summary>base64url.</summary>
        public required string Y { get; init; }
    }
}
