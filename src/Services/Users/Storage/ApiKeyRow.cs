using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Storage;

namespace Kontor.Users.Storage;

/// <summary>A row of <c>api_key</c>, without the hash.</summary>
internal sealed record ApiKeyRow
{
    /// <summary>What to select for it.</summary>
    public static readonly Sql Columns = Sql.Verbatim("shop_id, id, name, roles, prefix, created_at");

    public required Guid ShopId { get; init; }

    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string[] Roles { get; init; }

    public required string Prefix { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public ApiKey ToApiKey() => new() { Id = Id.ToString(), Name = Name, Roles = { Roles }, Prefix = Prefix, CreatedAt = CreatedAt.ToTimestamp() };
}
