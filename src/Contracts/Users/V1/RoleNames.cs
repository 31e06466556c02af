namespace Kontor.Contracts.Users.V1;

/// <summary>The roles of an account or an API key, as contracts, tokens and the REST API name them.</summary>
public static class RoleNames
{
    /// <summary>Has an account, sees their own orders.</summary>
    public const string Customer = "customer";

    /// <summary>Works in the shop.</summary>
    public const string Staff = "staff";

    /// <summary>Runs the shop.</summary>
    public const string Admin = "admin";
}
