using Kontor.Contracts.Users.V1;
using Kontor.Platform.Identity;
using Kontor.Testing;

namespace Kontor.Users.Tests;

public sealed class ShopIsolationTests
{
    [Fact]
    public async Task A_user_of_one_shop_can_do_nothing_in_another()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var other = await shop.Installation.NewShop();
        var anna = await Person.Register(shop);
        var token = (await anna.LogIn()).Value.RefreshToken;

        Assert.Equal("users.bad_credentials", (await anna.LogInTo(other)).Error.Code);
        Assert.Equal("users.invalid_token", (await other.Call(UsersMethods.RefreshTokens, new RefreshTokensRequest { RefreshToken = token }, Actor.Guest)).Error.Code);
        Assert.True((await other.Call(UsersMethods.LogOut, new LogOutRequest { RefreshToken = token }, Actor.Guest)).Succeeded);
        Assert.True((await anna.Refresh(token)).Succeeded);
        Assert.Equal("users.unknown", (await other.Call(UsersMethods.GetMe, new(), anna.Actor)).Error.Code);
        Assert.Equal("users.unknown", (await other.Call(UsersMethods.UpdateMe, new UpdateMeRequest { Name = "x" }, anna.Actor)).Error.Code);
        Assert.Equal("users.unknown", (await other.Call(UsersMethods.AddAddress, AddressTests.Request(), anna.Actor)).Error.Code);
        Assert.NotEqual(anna.Id, (await Person.Register(other, anna.Email)).Id);
    }

    [Fact]
    public async Task An_admin_of_one_shop_gives_no_roles_in_another()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var anna = await Person.Register(await shop.Installation.NewShop());

        var answer = await shop.Call(UsersMethods.SetRoles, new SetRolesRequest { UserId = anna.Id.ToString(), Roles = { "admin" } }, new Actor(Guid.NewGuid(), Roles.Admin));

        Assert.Equal("users.unknown", answer.Error.Code);
    }

    [Theory]
    [InlineData("account")]
    [InlineData("refresh_family")]
    [InlineData("refresh_token")]
    [InlineData("address")]
    [InlineData("api_key")]
    public async Task A_query_that_forgets_its_filter_sees_nothing_of_another_shop(string table)
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var other = await shop.Installation.NewShop();
        foreach (var place in new[] { shop, other })
        {
            var person = await Person.Register(place);
            await person.LogIn();
            await place.Call(UsersMethods.AddAddress, AddressTests.Request(), person.Actor);
            await place.Call(UsersMethods.CreateApiKey, new CreateApiKeyRequest { Name = "key", Roles = { "staff" } });
        }

        // As the service itself signs in: its password is derived, so the owner lends its role instead.
        await using var source = Npgsql.NpgsqlDataSource.Create(shop.Installation.OwnerConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            SET ROLE "{connection.Database}_users";
            SELECT set_config('kontor.shop', '{shop.Id}', false);
            SELECT array_agg(DISTINCT shop_id) FROM users.{table};
            """;
        await using var reader = await command.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();

        Assert.Equal([shop.Id.Value], reader.GetFieldValue<Guid[]>(0));
    }
}
