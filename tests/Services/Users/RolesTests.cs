using Kontor.Contracts.Users.V1;
using Kontor.Platform.Identity;
using Kontor.Testing;

namespace Kontor.Users.Tests;

public sealed class RolesTests
{
    private static readonly Actor s_admin = new(Guid.NewGuid(), Roles.Admin);

    [Fact]
    public async Task An_admin_replaces_roles_and_the_shop_is_told()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());
        var token = (await anna.LogIn()).Value.RefreshToken;

        var user = (await Set(anna, s_admin, "admin", "staff", "staff")).Value;

        Assert.Equal(["staff", "admin"], user.Roles);
        Assert.Equal(2L, user.Version);
        var told = await anna.Shop.Installation.Ask<string>($"SELECT body ->> 'roles' FROM {TestInstallation.Told("users")} WHERE type = 'user.roles_changed' AND shop_id = $1", anna.Shop.Id.Value);
        Assert.Equal("""["staff", "admin"]""", told);
        Assert.True((await anna.Refresh(token)).Succeeded);
    }

    [Fact]
    public async Task Only_roles_that_exist_are_given()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());

        foreach (var roles in new string[][] { [], ["operator"], ["Admin"], ["staff", ""], ["nul\0"] })
        {
            var error = (await Set(anna, s_admin, roles)).Error;
            Assert.Equal((ErrorKind.Invalid, "/roles"), (error.Kind, Assert.Single(error.Faults).Pointer));
        }
    }

    [Fact]
    public async Task Nobody_but_an_admin_gives_roles()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());

        Assert.Equal("auth.forbidden", (await Set(anna, anna.Actor, "admin")).Error.Code);
        Assert.Equal("auth.forbidden", (await Set(anna, anna.Actor with { Roles = Roles.Staff }, "admin")).Error.Code);
        Assert.Equal("auth.required", (await Set(anna, Actor.Guest, "admin")).Error.Code);
    }

    [Fact]
    public async Task A_user_who_is_not_there_is_unknown()
    {
        var shop = await (await TestInstallation.Shared).NewShop();

        foreach (var id in new[] { "", "nul\0", Guid.NewGuid().ToString() })
        {
            Assert.Equal("users.unknown", (await shop.Call(UsersMethods.SetRoles, new SetRolesRequest { UserId = id, Roles = { "staff" } }, s_admin)).Error.Code);
        }
    }

    private static Task<Result<User>> Set(Person person, Actor actor, params string[] roles) =>
        person.Shop.Call(UsersMethods.SetRoles, new SetRolesRequest { UserId = person.Id.ToString(), Roles = { roles } }, actor);
}
