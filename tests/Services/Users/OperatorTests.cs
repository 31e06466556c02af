using Kontor.Contracts.Users.V1;
using Kontor.Platform.Hosting;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Kontor.Testing;

namespace Kontor.Users.Tests;

public sealed class OperatorTests
{
    [Fact]
    public async Task The_operator_signs_in_and_has_an_account_in_every_shop()
    {
        var shop = await (await TestInstallation.Shared).NewShop();

        var tokens = (await shop.Call(UsersMethods.LogIn, LogIn(TestInstallation.OperatorPassword), Actor.Guest)).Value;
        var claims = Person.Claims(tokens.AccessToken);
        var actor = new Actor(claims.GetProperty("sub").GetGuid(), Roles.Admin | Roles.Operator, TestInstallation.OperatorEmail);
        var refreshed = await shop.Call(UsersMethods.RefreshTokens, new RefreshTokensRequest { RefreshToken = tokens.RefreshToken }, Actor.Guest);

        Assert.True(claims.GetProperty("operator").GetBoolean());
        Assert.NotEqual(shop.Id.Value, claims.GetProperty("shop").GetGuid());
        Assert.True(Person.Claims(refreshed.Value.AccessToken).GetProperty("operator").GetBoolean());
        Assert.Equal(TestInstallation.OperatorEmail, (await shop.Call(UsersMethods.GetMe, new(), actor)).Value.Email);
        var address = (await shop.Call(UsersMethods.AddAddress, AddressTests.Request(), actor, key: Guid.NewGuid().ToString())).Value;
        Assert.True((await shop.Call(UsersMethods.DeleteAddress, new DeleteAddressRequest { Id = address.Id }, actor)).Succeeded);
        Assert.True((await shop.Call(UsersMethods.LogOut, new LogOutRequest { RefreshToken = refreshed.Value.RefreshToken }, Actor.Guest)).Succeeded);
    }

    [Fact]
    public async Task The_operator_gives_roles_in_the_shop_that_they_act_in()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());

        var user = await anna.Shop.Call(
            UsersMethods.SetRoles, new SetRolesRequest { UserId = anna.Id.ToString(), Roles = { "admin" } }, new Actor(Guid.NewGuid(), Roles.Operator));

        Assert.Equal(["admin"], user.Value.Roles);
    }

    [Fact]
    public async Task Two_processes_that_start_at_once_make_one_operator_and_one_key()
    {
        var database = await TestInstallation.NewDatabase();

        var processes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => TestInstallation.Start(database, options => options with { Services = "shops,users", Port = null })));
        var keys = await Task.WhenAll(processes.Select(process => Call(process, UsersMethods.GetSigningKeys, new())));

        Assert.Equal(1L, await processes[0].Ask<long>("SELECT count(*) FROM users.account"));
        Assert.Single(keys.SelectMany(answer => answer.Value.Keys).Select(key => key.Kid).Distinct());
        await Task.WhenAll(processes.Select(process => process.App.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task A_made_up_password_is_told_once_and_works()
    {
        var database = await TestInstallation.NewDatabase();
        KontorOptions WithoutAdmin(KontorOptions options) => options with { Services = "shops,users", Port = null, AdminEmail = null, AdminPassword = null };

        var processes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => TestInstallation.Start(database, WithoutAdmin)));
        var notices = processes.SelectMany(process => process.App.Notices.TakeAll()).ToList();
        var later = await TestInstallation.Start(database, WithoutAdmin);

        var password = Assert.Single(notices).Split("password: ")[1].Split(' ')[0];
        var main = (await Call(later, Contracts.Shops.V1.ShopsMethods.GetShop, new() { Handle = "main" })).Value;
        Assert.True((await Call(later, UsersMethods.LogIn, new() { Email = "admin@kontor.local", Password = password }, new ShopId(Guid.Parse(main.Id)))).Succeeded);
        Assert.Empty(processes[0].App.Notices.TakeAll());
        Assert.Empty(later.App.Notices.TakeAll());
        await Task.WhenAll(processes.Append(later).Select(process => process.App.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task A_second_operator_is_not_made()
    {
        var database = await TestInstallation.NewDatabase();
        var first = await TestInstallation.Start(database, options => options with { Services = "shops,users", Port = null, AdminEmail = "first@example.com" });
        var second = await TestInstallation.Start(database, options => options with { Services = "shops,users", Port = null, AdminEmail = "second@example.com" });

        Assert.Equal("first@example.com", await second.Ask<string>("SELECT string_agg(email, ', ') FROM users.account WHERE is_operator"));
        await first.App.DisposeAsync();
        await second.App.DisposeAsync();
    }

    [Fact]
    public async Task An_operator_who_cannot_sign_in_is_not_made_and_the_start_says_why()
    {
        var database = await TestInstallation.NewDatabase();

        var failure = await Assert.ThrowsAsync<ConfigurationException>(() =>
            TestInstallation.Start(database, options => options with { Services = "shops,users", Port = null, AdminEmail = "nobody" }));

        Assert.Contains("KONTOR_ADMIN_EMAIL", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_change_of_roles_takes_the_operators_right()
    {
        var process = await TestInstallation.Start(await TestInstallation.NewDatabase(), options => options with { Services = "shops,users", Port = null });
        var main = new ShopId(await process.Ask<Guid>("SELECT id FROM shops.shop"));
        var id = await process.Ask<Guid>("SELECT id FROM users.account WHERE is_operator");

        var changed = await process.App.Client.Call(
            UsersMethods.SetRoles,
            new SetRolesRequest { UserId = id.ToString(), Roles = { "customer" } },
            new CallContext(main, new Actor(Guid.NewGuid(), Roles.Admin), DateTimeOffset.UtcNow + TimeSpan.FromSeconds(30), CancellationToken.None));
        var tokens = await Call(process, UsersMethods.LogIn, LogIn(TestInstallation.OperatorPassword), main);

        Assert.True(changed.Succeeded);
        Assert.True(Person.Claims(tokens.Value.AccessToken).GetProperty("operator").GetBoolean());
        await process.App.DisposeAsync();
    }

    [Fact]
    public async Task Without_the_shops_the_first_start_waits_for_half_a_minute_and_says_whom_it_misses()
    {
        var database = await TestInstallation.NewDatabase();

        var failure = await Assert.ThrowsAsync<ConfigurationException>(() =>
            TestInstallation.Start(database, options => options with { Services = "users", Port = null, Peers = PeerList.Parse("shops=http://127.0.0.1:1"), Clock = new HurryingClock() }));

        Assert.Contains("'shops'", failure.Message, StringComparison.Ordinal);
    }

    private static LogInRequest LogIn(string password) => new() { Email = TestInstallation.OperatorEmail, Password = password };

    private static Task<Result<TResponse>> Call<TRequest, TResponse>(TestInstallation process, RpcMethod<TRequest, TResponse> method, TRequest request, ShopId shop = default)
        where TRequest : class, Google.Protobuf.IMessage<TRequest>
        where TResponse : class, Google.Protobuf.IMessage<TResponse> =>
        process.App.Client.Call(method, request, new CallContext(shop, Actor.Guest, DateTimeOffset.UtcNow + TimeSpan.FromSeconds(30), CancellationToken.None));

    /// <summary>Ten seconds pass between two looks.</summary>
    private sealed class HurryingClock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => _now += TimeSpan.FromSeconds(10);
    }
}
