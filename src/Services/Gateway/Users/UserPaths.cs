using Kontor.Contracts.Users.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kontor.Gateway.Users;

/// <summary>What an admin does with other people's accounts.</summary>
internal static class UserPaths
{
    public static void MapUsers(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/users/{id}/roles", SetRoles).WithTags("Users")
            .Is(new("setRoles", "Replace a user's roles.", UsersMethods.SetRoles.Access))
            .Returns<User>();

    private static Task<IResult> SetRoles(EdgeCall edge, string id, RoleSet body) =>
        edge.Call(UsersMethods.SetRoles, new SetRolesRequest { UserId = id, Roles = { body.Roles } }).Ok(User.From, user => user.Version);

    /// <summary>The roles somebody is to have.</summary>
    internal sealed record RoleSet
    {
        /// <summary>customer, staff, admin; all of them, not only new ones.</summary>
        public required IReadOnlyList<string> Roles { get; init; }
    }
}
