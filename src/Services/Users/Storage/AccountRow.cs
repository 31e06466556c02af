using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Users.Storage;

/// <summary>A row of <c>account</c>.</summary>
internal sealed record AccountRow
{
    /// <summary>What to select for it.</summary>
    public static readonly Sql Columns = Sql.Verbatim("shop_id, id, email, name, password_hash, roles, is_operator, has_demo_password, version, created_at");

    public required Guid ShopId { get; init; }

    public required Guid Id { get; init; }

    public required string Email { get; init; }

    public required string Name { get; init; }

    public required string PasswordHash { get; init; }

    public required string[] Roles { get; init; }

    public bool IsOperator { get; init; }

    /// <summary>Everybody knows it.</summary>
    public bool HasDemoPassword { get; init; }

    public long Version { get; init; } = 1;

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How e-mails are compared.</summary>
    public static string EmailKey(string email) => email.ToLowerInvariant();

    public DemoUser ToDemoUser() => new() { Id = Id.ToString(), ShopId = ShopId.ToString(), Email = Email };

    public User ToUser() => new()
    {
        Id = Id.ToString(),
        Email = Email,
        Name = Name,
        Roles = { Roles },
        CreatedAt = CreatedAt.ToTimestamp(),
        Version = Version,
    };
}

internal static class OwnAccount
{
    /// <summary>Where the caller's own rows are: in the shop, but for the operator, whose account is in one shop while they act in any.</summary>
    public static DatabaseScope OwnRows(this Database db, CallContext call) => call.Actor is { IsOperator: true, IsSystem: false } ? db.AcrossShops() : db.In(call.Shop);
}
