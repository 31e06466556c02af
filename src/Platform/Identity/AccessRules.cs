namespace Kontor.Platform.Identity;

/// <summary>Holds an actor against what a method asks for. The gateway and the owning service both ask here.</summary>
public static class AccessRules
{
    private static readonly Error s_signIn = new(ErrorKind.Unauthenticated, "auth.required", "Sign in first: send an access token as 'Authorization: Bearer …' or an API key as 'X-Api-Key'.");
    private static readonly Error s_forbidden = new(ErrorKind.Forbidden, "auth.forbidden", "Your roles don't allow this. Ask an admin of the shop for the role you need.");
    private static readonly Error s_peopleOnly = new(ErrorKind.Forbidden, "auth.people_only", "An API key has no account of its own. Sign in as a person for this.");

    /// <summary>Null when the actor may call it; otherwise why not.</summary>
    public static Error? Refuse(Access access, Actor actor)
    {
        var allowed = access switch
        {
            Access.Anyone or Access.Internal => true,
            Access.SignedIn => actor.IsSignedIn,
            Access.Account => actor.HasAccount,
            Access.Staff => actor.IsStaff,
            Access.Admin => actor.IsAdmin,
            Access.Operator => actor.IsOperator,
            _ => false,
        };
        return allowed ? null : !actor.IsSignedIn ? s_signIn : access == Access.Account ? s_peopleOnly : s_forbidden;
    }
}
