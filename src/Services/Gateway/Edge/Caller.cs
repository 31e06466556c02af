using Kontor.Contracts.Users.V1;
using Kontor.Platform.Identity;

namespace Kontor.Gateway.Edge;

/// <summary>Who makes a request, as its credentials say.</summary>
/// <param name="Actor">On whose behalf.</param>
/// <param name="Shop">The shop that the credentials are good for; null for guests.</param>
/// <param name="OrderToken">A guest's token for one order, or nothing.</param>
internal sealed record Caller(Actor Actor, ShopId? Shop, string OrderToken = "")
{
    public static readonly Caller Guest = new(Actor.Guest, null);

    /// <summary>Credentials are good for one shop; the operator's for all.</summary>
    public bool MayEnter(ShopId shop) => Shop is null || Shop == shop || Actor.IsOperator;

    /// <summary>Roles by their names on the wire; a name that we don't know gives no rights.</summary>
    public static Roles RolesOf(IEnumerable<string> names) => names.Aggregate(Roles.None, (roles, name) => roles | name switch
    {
        RoleNames.Customer => Roles.Customer,
        RoleNames.Staff => Roles.Staff,
        RoleNames.Admin => Roles.Admin,
        _ => Roles.None,
    });
}
