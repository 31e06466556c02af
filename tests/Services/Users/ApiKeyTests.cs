using Kontor.Contracts.Users.V1;
using Kontor.Platform.Identity;
using Kontor.Testing;

namespace Kontor.Users.Tests;

public sealed class ApiKeyTests
{
    private static readonly Actor s_admin = new(Guid.NewGuid(), Roles.Admin);

    [Fact]
    public async Task A_key_tells_its_shop_and_roles_until_it_is_revoked()
    {
        var shop = await (await TestInstallation.Shared).NewShop();

        var made = (await Create(shop, s_admin, "staff")).Value;
        var identity = (await Identify(shop, made.Secret)).Value;

        Assert.Matches("^kk_[A-Za-z0-9_-]{43}$", made.Secret);
        Assert.Equal((made.ApiKey.Id, shop.Id.ToString()), (identity.Id, identity.ShopId));
        Assert.Equal(["staff"], identity.Roles);
        Assert.Equal([made.ApiKey], (await shop.Call(UsersMethods.ListApiKeys, new(), s_admin)).Value.ApiKeys);
        Assert.True((await shop.Call(UsersMethods.RevokeApiKey, new RevokeApiKeyRequest { Id = made.ApiKey.Id }, s_admin)).Succeeded);
        Assert.Equal("users.invalid_api_key", (await Identify(shop, made.Secret)).Error.Code);
        Assert.Equal("users.unknown_api_key", (await shop.Call(UsersMethods.RevokeApiKey, new RevokeApiKeyRequest { Id = made.ApiKey.Id }, s_admin)).Error.Code);
    }

    [Fact]
    public async Task A_repeat_makes_no_second_key_and_does_not_tell_the_secret_again()
    {
        var shop = await (await TestInstallation.Shared).NewShop();

        var first = (await Create(shop, s_admin, "staff", "once")).Value;
        var repeat = await Create(shop, s_admin, "staff", "once");

        Assert.True(repeat.Replayed);
        Assert.Equal((first.ApiKey, ""), (repeat.Value.ApiKey, repeat.Value.Secret));
        var kept = await shop.Installation.Ask<byte[]>("SELECT answer FROM users.idempotency_key WHERE shop_id = $1", shop.Id.Value);
        Assert.DoesNotContain(first.Secret, System.Text.Encoding.UTF8.GetString(kept), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("kk_nonsense")]
    [InlineData("nul\0")]
    public async Task A_key_that_is_not_known_is_invalid(string secret)
    {
        var error = (await Identify(await (await TestInstallation.Shared).NewShop(), secret)).Error;

        Assert.Equal((ErrorKind.Unauthenticated, "users.invalid_api_key"), (error.Kind, error.Code));
    }

    [Fact]
    public async Task Keys_have_the_rights_of_staff_or_admins_and_are_made_by_admins_only()
    {
        var shop = await (await TestInstallation.Shared).NewShop();

        foreach (var role in new[] { "customer", "operator", "", "nul\0" })
        {
            Assert.Equal("users.invalid", (await Create(shop, s_admin, role)).Error.Code);
        }

        Assert.Equal("users.invalid", (await shop.Call(UsersMethods.CreateApiKey, new CreateApiKeyRequest { Name = "half \ud83d", Roles = { "staff" } }, s_admin)).Error.Code);
        Assert.Equal("auth.forbidden", (await Create(shop, s_admin with { Roles = Roles.Staff }, "staff")).Error.Code);
    }

    [Fact]
    public async Task A_shop_sees_and_revokes_its_own_keys_only()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var other = await shop.Installation.NewShop();
        var made = (await Create(shop, s_admin, "admin")).Value;

        Assert.Empty((await other.Call(UsersMethods.ListApiKeys, new(), s_admin)).Value.ApiKeys);
        Assert.Equal("users.unknown_api_key", (await other.Call(UsersMethods.RevokeApiKey, new RevokeApiKeyRequest { Id = made.ApiKey.Id }, s_admin)).Error.Code);
        Assert.Equal(shop.Id.ToString(), (await Identify(other, made.Secret)).Value.ShopId);
    }

    private static Task<Result<CreateApiKeyResponse>> Create(TestShop shop, Actor actor, string role, string? key = null) =>
        shop.Call(UsersMethods.CreateApiKey, new CreateApiKeyRequest { Name = "warehouse scanner", Roles = { role } }, actor, key);

    private static Task<Result<Identity>> Identify(TestShop shop, string secret) =>
        shop.Call(UsersMethods.IdentifyApiKey, new IdentifyApiKeyRequest { Secret = secret }, Actor.Guest);
}
