using Kontor.Contracts.Users.V1;
using Kontor.Platform.Identity;
using Kontor.Testing;

namespace Kontor.Users.Tests;

public sealed class DemoUserTests
{
    private const string Known = "known to everybody";

    [Fact]
    public async Task A_demo_user_is_made_once_with_address_and_roles_and_signs_in_on_this_machine_only()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var demo = await Add(shop);
        var again = await Add(shop);

        Assert.Equal(demo, again);
        Assert.Contains(demo, await Listed(shop));
        Assert.Equal(["staff"], (await shop.Call(UsersMethods.GetMe, new(), ActorOf(demo))).Value.Roles);
        Assert.Equal("Kyoto", Assert.Single((await shop.Call(UsersMethods.ListAddresses, new(), ActorOf(demo))).Value.Addresses).Address.City);
        Assert.True((await LogIn(demo, shop, "::ffff:127.0.0.1")).Succeeded);
        Assert.Equal("users.demo_password", (await LogIn(demo, shop, "203.0.113.5")).Error.Code);
        Assert.Equal("users.demo_password", (await LogIn(demo, shop, "")).Error.Code);
        Assert.Equal("users.bad_credentials", (await LogIn(demo, shop, "203.0.113.5", "a wrong password")).Error.Code);
    }

    [Fact]
    public async Task A_changed_password_is_the_demos_no_more_but_the_same_one_again_is()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var demo = await Add(shop);

        Assert.True((await Change(shop, demo, Known)).Succeeded);
        Assert.Contains(demo, await Listed(shop));
        Assert.True((await shop.Call(UsersMethods.UpdateMe, new UpdateMeRequest { Name = "Aiko" }, ActorOf(demo))).Succeeded);
        Assert.Contains(demo, await Listed(shop));
        Assert.True((await Change(shop, demo, "one of my own")).Succeeded);

        Assert.DoesNotContain(demo, await Listed(shop));
        Assert.True((await LogIn(demo, shop, "203.0.113.5", "one of my own")).Succeeded);
    }

    [Fact]
    public async Task Ended_logins_are_nobodys_and_whoever_is_signed_in_stays_no_longer_than_their_token()
    {
        // An installation of its own: the demo of all shops is ended.
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase());
        await using var app = installation.App;
        var shop = await installation.NewShop();
        var demo = await Add(shop);
        var tokens = (await LogIn(demo, shop, "127.0.0.1")).Value;

        var ended = (await shop.Call(UsersMethods.EndDemoUsers, new())).Value;

        Assert.Equal(demo, Assert.Single(ended.Users));
        Assert.Empty(await Listed(shop));
        Assert.Equal("users.bad_credentials", (await LogIn(demo, shop, "127.0.0.1")).Error.Code);
        Assert.True((await shop.Call(UsersMethods.RefreshTokens, new RefreshTokensRequest { RefreshToken = tokens.RefreshToken }, Actor.Guest)).Failed(out _));
        Assert.Empty((await shop.Call(UsersMethods.EndDemoUsers, new())).Value.Users);
    }

    [Fact]
    public async Task Only_the_installations_operator_deals_with_the_demo()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var admin = new Actor(Guid.NewGuid(), Roles.Admin);

        Assert.Equal("auth.forbidden", (await shop.Call(UsersMethods.AddDemoUsers, new AddDemoUsersRequest(), admin)).Error.Code);
        Assert.Equal("auth.forbidden", (await shop.Call(UsersMethods.ListDemoUsers, new(), admin)).Error.Code);
        Assert.Equal("auth.forbidden", (await shop.Call(UsersMethods.EndDemoUsers, new(), admin)).Error.Code);
        Assert.Equal("users.invalid", (await shop.Call(UsersMethods.AddDemoUsers, new AddDemoUsersRequest { Users = { new NewDemoUser { Email = "no", Password = "short" } } })).Error.Code);
    }

    private static async Task<DemoUser> Add(TestShop shop)
    {
        var user = new NewDemoUser
        {
            Email = "staff@demo.example", Name = "Aiko", Password = Known, Roles = { "staff" }, Addresses = { new Contracts.Types.V1.Address { Name = "Aiko", Line1 = "1 Teramachi", City = "Kyoto", Country = "JP" } },
        };
        return Assert.Single((await shop.Call(UsersMethods.AddDemoUsers, new AddDemoUsersRequest { Users = { user } })).Value.Users);
    }

    private static Actor ActorOf(DemoUser user) => new(Guid.Parse(user.Id), Roles.Staff, user.Email, "Aiko");

    private static async Task<IReadOnlyList<DemoUser>> Listed(TestShop shop) => (await shop.Call(UsersMethods.ListDemoUsers, new())).Value.Users;

    private static Task<Result<Tokens>> LogIn(DemoUser user, TestShop shop, string address, string password = Known) =>
        shop.Call(UsersMethods.LogIn, new LogInRequest { Email = user.Email, Password = password, RemoteAddress = address }, Actor.Guest);

    private static Task<Result<User>> Change(TestShop shop, DemoUser user, string password) =>
        shop.Call(UsersMethods.UpdateMe, new UpdateMeRequest { Password = password, CurrentPassword = Known }, ActorOf(user));
}
