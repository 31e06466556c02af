using Kontor.Contracts.Types.V1;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Identity;

namespace Kontor.Host.Demo;

/// <summary>The demo's users: one for each role, with a password that stands in the manual.</summary>
internal sealed class DemoUsers(DemoShop shop)
{
    /// <summary>What all of them sign in with.</summary>
    public const string Password = "kontor-demo";

    /// <summary>Role and e-mail, as they are shown.</summary>
    public static readonly IReadOnlyList<(string Role, string Email, string Name)> Logins =
    [
        (RoleNames.Customer, "customer@demo.local", "Mika Lindqvist"),
        (RoleNames.Staff, "staff@demo.local", "Aiko Brandt"),
        (RoleNames.Admin, "admin@demo.local", "Henrik Sato"),
    ];

    /// <summary>Where the customer lives.</summary>
    public static readonly Address Home = new() { Name = "Mika Lindqvist", Line1 = "Kastanienallee 12", City = "Berlin", PostalCode = "10435", Country = "DE" };

    /// <returns>The customer, who orders.</returns>
    public async Task<Actor> Add()
    {
        var request = new AddDemoUsersRequest();
        foreach (var (role, email, name) in Logins)
        {
            request.Users.Add(new NewDemoUser { Email = email, Name = name, Password = Password, Roles = { role }, Addresses = { role == RoleNames.Customer ? [Home] : (Address[])[] } });
        }

        var users = (await shop.Call(UsersMethods.AddDemoUsers, request)).Users;
        var (_, customer, called) = Logins[0];
        return new Actor(Guid.Parse(users.Single(user => user.Email == customer).Id), Roles.Customer, customer, called);
    }
}
