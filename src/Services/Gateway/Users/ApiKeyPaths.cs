using System.Text.Json.Serialization;
using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Users.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Proto = Kontor.Contracts.Users.V1;

namespace Kontor.Gateway.Users;

/// <summary>Keys that let other programs work in the shop.</summary>
internal static class ApiKeyPaths
{
    public static void MapApiKeys(this IEndpointRouteBuilder v1)
    {
        var keys = v1.MapGroup("/api-keys").WithTags("API keys");
        keys.MapGet("", List).Is(new("listApiKeys", "The shop's API keys, without their secrets.", UsersMethods.ListApiKeys.Access)).ReturnsPage<ApiKey>();
        keys.MapPost("", Create).Is(new("createApiKey", "Make an API key. Its secret is told this once.", UsersMethods.CreateApiKey.Access))
            .Returns<ApiKey>(StatusCodes.Status201Created);
        keys.MapDelete("/{id}", Revoke).Is(new("revokeApiKey", "End an API key; it is dead within seconds.", UsersMethods.RevokeApiKey.Access)).ReturnsNothing();
    }

    private static Task<IResult> List(EdgeCall edge) =>
        edge.Call(UsersMethods.ListApiKeys, new Empty()).Ok(list => Paging.All<ApiKey>(edge, [.. list.ApiKeys.Select(key => ApiKey.From(key, null))]));

    private static Task<IResult> Create(EdgeCall edge, NewApiKey body) =>
        edge.Call(UsersMethods.CreateApiKey, new CreateApiKeyRequest { Name = body.Name, Roles = { body.Roles } })
            .Created(made => $"/v1/api-keys/{made.ApiKey.Id}", made => ApiKey.From(made.ApiKey, Text.OrNull(made.Secret)));

    private static Task<IResult> Revoke(EdgeCall edge, string id) => edge.Call(UsersMethods.RevokeApiKey, new RevokeApiKeyRequest { Id = id }).NoContent();

    /// <summary>A key to be made.</summary>
    internal sealed record NewApiKey
    {
        /// <summary>What it is for.</summary>
        public required string Name { get; init; }

        /// <summary>staff or admin; never more than you have.</summary>
        public required IReadOnlyList<string> Roles { get; init; }
    }

    /// <summary>An API key.</summary>
    internal sealed record ApiKey
    {
        /// <summary>Its id.</summary>
        public required string Id { get; init; }

        /// <summary>What it is for.</summary>
        public required string Name { get; init; }

        /// <summary>What it may do.</summary>
        public required IReadOnlyList<string> Roles { get; init; }

        /// <summary>The first characters of its secret, to recognise it by.</summary>
        public required string Prefix { get; init; }

        /// <summary>Since when.</summary>
        public required DateTime CreatedAt { get; init; }

        /// <summary>Send it as X-Api-Key. Only in the answer that made it, not in a repeat of it.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Secret { get; init; }

        public static ApiKey From(Proto.ApiKey key, string? secret) => new()
        {
            Id = key.Id,
            Name = key.Name,
            Roles = [.. key.Roles],
            Prefix = key.Prefix,
            CreatedAt = key.CreatedAt.ToDateTime(),
            Secret = secret,
        };
    }
}
