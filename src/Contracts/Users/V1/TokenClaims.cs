namespace Kontor.Contracts.Users.V1;

#pragma warning disable CS1591 // The names are the claims'.

/// <summary>What stands in an access token (a JWT signed with ES256): the users service writes it, the gateway verifies it.</summary>
public static class TokenClaims
{
    /// <summary>The value of <c>iss</c>.</summary>
    public const string Issuer = "kontor";

    /// <summary>The value of <c>aud</c>.</summary>
    public const string Audience = "kontor";

    /// <summary>The one <c>alg</c> that is valid. A verifier must not take the token's own word for it.</summary>
    public const string Algorithm = "ES256";

    /// <summary>The account's id, as <c>sub</c>.</summary>
    public const string Subject = "sub";

    /// <summary>The id of the shop that the account belongs to.</summary>
    public const string Shop = "shop";

    /// <summary>An array of <see cref="RoleNames"/>.</summary>
    public const string Roles = "roles";

    public const string Email = "email";

    public const string Name = "name";

    /// <summary><c>true</c> for the operator, who may act in every shop; not there for anybody else.</summary>
    public const string Operator = "operator";
}
