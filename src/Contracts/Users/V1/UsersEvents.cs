namespace Kontor.Contracts.Users.V1;

/// <summary>Somebody registered.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Email">Their e-mail address.</param>
/// <param name="Name">What they call themselves.</param>
public sealed record UserRegistered(Guid UserId, string Email, string Name)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<UserRegistered> Type = new("user.registered", "users");
}

/// <summary>A user's roles were replaced.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Roles">The roles from now on.</param>
public sealed record UserRolesChanged(Guid UserId, IReadOnlyList<string> Roles)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<UserRolesChanged> Type = new("user.roles_changed", "users");
}
