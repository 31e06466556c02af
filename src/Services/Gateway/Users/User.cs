using Proto = Kontor.Contracts.Users.V1;

namespace Kontor.Gateway.Users;

/// <summary>An account.</summary>
internal sealed record User
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The e-mail address to sign in with.</summary>
    public required string Email { get; init; }

    /// <summary>How to address them.</summary>
    public required string Name { get; init; }

    /// <summary>customer, staff, admin.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Since when.</summary>
    public required DateTime CreatedAt { get; init; }

    public static User From(Proto.User user) => new()
    {
        Id = user.Id,
        Email = user.Email,
        Name = user.Name,
        Roles = [.. user.Roles],
        CreatedAt = user.CreatedAt.ToDateTime(),
    };
}
