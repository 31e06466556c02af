using Kontor.Contracts.Users.V1;
using Kontor.Platform.Identity;
using Kontor.Testing;
using Kontor.Users.Features;
using Kontor.Users.Jobs;
using Kontor.Users.SignIn;
using Kontor.Users.Storage;

namespace Kontor.Users.Tests;

public sealed class RefreshTests
{
    [Fact]
    public async Task A_refresh_gives_the_next_pair_with_the_roles_of_now()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());
        var first = (await anna.LogIn()).Value;
        await anna.Shop.Call(UsersMethods.SetRoles, new SetRolesRequest { UserId = anna.Id.ToString(), Roles = { "staff" } });

        var second = (await anna.Refresh(first.RefreshToken)).Value;

        Assert.NotEqual(first.RefreshToken, second.RefreshToken);
        Assert.Equal(["staff"], Person.Claims(second.AccessToken).GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.True((await anna.Refresh(second.RefreshToken)).Succeeded);
    }

    [Fact]
    public async Task A_token_that_is_used_again_ends_the_whole_sign_in_and_no_other()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());
        var first = (await anna.LogIn()).Value.RefreshToken;
        var elsewhere = (await anna.LogIn()).Value.RefreshToken;
        var second = (await anna.Refresh(first)).Value.RefreshToken;

        var reuse = (await anna.Refresh(first)).Error;

        Assert.Equal((ErrorKind.Unauthenticated, "users.token_reused"), (reuse.Kind, reuse.Code));
        Assert.Equal("users.invalid_token", (await anna.Refresh(second)).Error.Code);
        Assert.True((await anna.Refresh(elsewhere)).Succeeded);
    }

    [Fact]
    public async Task Of_twenty_refreshes_with_one_token_at_once_one_wins_and_nothing_of_the_family_is_left()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());
        var token = (await anna.LogIn()).Value.RefreshToken;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => anna.Refresh(token)));

        var winner = Assert.Single(answers, answer => answer.Succeeded);
        Assert.Contains(answers, answer => !answer.Succeeded && answer.Error.Code == "users.token_reused");
        Assert.Equal("users.invalid_token", (await anna.Refresh(winner.Value.RefreshToken)).Error.Code);
        Assert.Equal(0L, await TokensOf(anna));
    }

    [Fact]
    public async Task A_reuse_beside_a_refresh_leaves_no_token_behind()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());
        for (var round = 0; round < 10; round++)
        {
            var first = (await anna.LogIn()).Value.RefreshToken;
            var second = (await anna.Refresh(first)).Value.RefreshToken;

            await Task.WhenAll(anna.Refresh(second), anna.Refresh(first), anna.Refresh(second));

            Assert.Equal(0L, await TokensOf(anna));
        }
    }

    [Fact]
    public async Task Who_logs_out_is_out_and_an_unknown_token_is_told_nothing()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());
        var first = (await anna.LogIn()).Value.RefreshToken;
        var second = (await anna.Refresh(first)).Value.RefreshToken;

        Assert.True((await anna.Shop.Call(UsersMethods.LogOut, new LogOutRequest { RefreshToken = second }, Actor.Guest)).Succeeded);

        Assert.Equal("users.invalid_token", (await anna.Refresh(second)).Error.Code);
        Assert.True((await anna.Shop.Call(UsersMethods.LogOut, new LogOutRequest { RefreshToken = second }, Actor.Guest)).Succeeded);
        Assert.True((await anna.Shop.Call(UsersMethods.LogOut, new LogOutRequest { RefreshToken = "nul\0" }, Actor.Guest)).Succeeded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nul\0")]
    [InlineData("not a token")]
    public async Task A_token_that_is_not_known_is_invalid(string token)
    {
        var shop = await (await TestInstallation.Shared).NewShop();

        var error = (await shop.Call(UsersMethods.RefreshTokens, new RefreshTokensRequest { RefreshToken = token }, Actor.Guest)).Error;

        Assert.Equal((ErrorKind.Unauthenticated, "users.invalid_token"), (error.Kind, error.Code));
    }

    [Fact]
    public async Task A_token_is_good_for_24_hours_and_is_then_cleared_away()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());
        await using var schema = new UsersSchema(anna.Shop.Installation.OwnerConnectionString);
        var clock = new SetClock { Now = DateTimeOffset.UtcNow - TimeSpan.FromDays(400) };
        var keys = new KeyRing(schema.Db, clock);
        var signIns = new SignIns(schema.Db, keys, clock);
        var refresh = new RefreshTokens(schema.Db, signIns, keys, clock);
        var account = await schema.Db.In(anna.Shop.Id).Find<AccountRow>($"SELECT {AccountRow.Columns} FROM account WHERE id = {anna.Id}", default);
        var token = (await signIns.Begin(account!, default)).Value.RefreshToken;
        var call = new Platform.Rpc.CallContext(anna.Shop.Id, Actor.Guest, DateTimeOffset.MaxValue, default);

        clock.Now += SignIns.Life;
        Assert.Equal("users.invalid_token", (await refresh.Handle(new RefreshTokensRequest { RefreshToken = token }, call)).Error.Code);
        clock.Now += TimeSpan.FromSeconds(1);
        await new DeleteExpiredSignIns(schema.Db, clock).Run(default);

        Assert.Equal(0L, await TokensOf(anna));
    }

    [Fact]
    public async Task The_database_knows_no_token_that_opens_a_door()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());
        var tokens = (await anna.LogIn()).Value;

        var kept = await anna.Shop.Installation.Ask<string>(
            $"SELECT string_agg(t::text, ' ') || (SELECT coalesce(string_agg(told::text, ' '), '') FROM {TestInstallation.Told("users")} WHERE told.shop_id = $1) FROM users.refresh_token t WHERE shop_id = $1",
            anna.Shop.Id.Value);

        Assert.DoesNotContain(tokens.RefreshToken, kept, StringComparison.Ordinal);
        Assert.Equal(43, tokens.RefreshToken.Length);
    }

    private static Task<long> TokensOf(Person person) =>
        person.Shop.Installation.Ask<long>("SELECT (SELECT count(*) FROM users.refresh_token WHERE shop_id = $1) + (SELECT count(*) FROM users.refresh_family WHERE shop_id = $1)", person.Shop.Id.Value);
}
