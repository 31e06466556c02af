namespace Kontor.Platform.Identity;

/// <summary>What somebody may do. A user has any number of them; more rights contain fewer ones only where <see cref="Actor"/> says so.</summary>
[Flags]
public enum Roles
{
    /// <summary>A guest.</summary>
    None = 0,

    /// <summary>Has an account, sees their own orders.</summary>
    Customer = 1,

    /// <summary>Works in the shop.</summary>
    Staff = 2,

    /// <summary>Runs the shop.</summary>
    Admin = 4,

    /// <summary>Runs the installation, acts in every shop.</summary>
    Operator = 8,
}

/// <summary>On whose behalf a call is made.</summary>
/// <param name="UserId">The account or API key; null for guests and for the system itself.</param>
/// <param name="Roles">What they may do.</param>
/// <param name="Email">The account's e-mail address; empty without an account.</param>
/// <param name="Name">The account's name; empty without an account.</param>
public sealed record Actor(Guid? UserId, Roles Roles, string Email = "", string Name = "")
{
    /// <summary>Nobody in particular.</summary>
    public static readonly Actor Guest = new(null, Roles.None);

    /// <summary>Kontor itself: jobs, event handlers, imports.</summary>
    public static readonly Actor System = new(null, Roles.Staff | Roles.Admin | Roles.Operator) { IsSystem = true };

    /// <summary>True for Kontor itself.</summary>
    public bool IsSystem { get; private init; }

    /// <summary>True when it has an account or an API key.</summary>
    public bool IsSignedIn => UserId is not null || IsSystem;

    /// <summary>True for people; API keys stand for programs and have no e-mail.</summary>
    public bool HasAccount => UserId is not null && Email.Length > 0;

    /// <summary>True for staff, admins and operators.</summary>
    public bool IsStaff => (Roles & (Roles.Staff | Roles.Admin | Roles.Operator)) != Roles.None;

    /// <summary>True for admins and operators.</summary>
    public bool IsAdmin => (Roles & (Roles.Admin | Roles.Operator)) != Roles.None;

    /// <summary>True for operators.</summary>
    public bool IsOperator => (Roles & Roles.Operator) != Roles.None;

    /// <summary>How histories name the actor: <c>guest</c>, <c>customer</c>, <c>staff</c> or <c>system</c>.</summary>
    public string Kind => this switch { { IsSystem: true } => "system", { IsStaff: true } => "staff", { UserId: not null } => "customer", _ => "guest" };
}
