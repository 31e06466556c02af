using Kontor.Contracts.Users.V1;
using Kontor.Testing;
using Kontor.Users.SignIn;

namespace Kontor.Users.Tests;

public sealed class ThrottleTests
{
    [Fact]
    public async Task After_ten_wrong_passwords_there_is_a_break_for_this_account_and_no_other()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var anna = await Person.Register(shop);
        var bert = await Person.Register(shop);
        for (var number = 0; number < 10; number++)
        {
            Assert.Equal("users.bad_credentials", (await anna.LogIn("a wrong password", "198.51.100.7")).Error.Code);
        }

        var eleventh = (await anna.LogIn("a wrong password", "198.51.100.7")).Error;

        Assert.Equal((ErrorKind.TooMany, "users.throttled"), (eleventh.Kind, eleventh.Code));
        Assert.InRange(eleventh.RetryAfter!.Value, TimeSpan.FromMinutes(13), TimeSpan.FromMinutes(15));
        Assert.Equal("users.throttled", (await anna.LogIn()).Error.Code);
        Assert.True((await bert.LogIn(address: "198.51.100.7")).Succeeded);
    }

    [Fact]
    public async Task Guesses_that_come_at_once_are_counted_too()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => anna.LogIn("a wrong password")));

        // Each core may have one guess in hand when the tenth failure is counted.
        Assert.InRange(answers.Count(answer => answer.Error.Code == "users.bad_credentials"), 10, 10 + Environment.ProcessorCount - 1);
    }

    [Fact]
    public async Task Right_passwords_never_count_and_clear_the_owners_typing_errors()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        await using var schema = new UsersSchema(shop.Installation.OwnerConnectionString);
        var throttle = new SignInThrottle(schema.Db, TimeProvider.System);
        var anna = await Person.Register(shop);
        for (var number = 0; number < 9; number++)
        {
            await throttle.Count(SignInAttempt.Of(shop.Id, anna.Email, ""), default);
        }

        Assert.True((await anna.LogIn()).Succeeded);
        Assert.Equal("users.bad_credentials", (await anna.LogIn("a wrong password")).Error.Code);
        Assert.True((await anna.LogIn()).Succeeded);
    }

    [Fact]
    public async Task After_a_hundred_wrong_passwords_there_is_a_break_for_the_address_until_they_are_old()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        await using var schema = new UsersSchema(shop.Installation.OwnerConnectionString);
        var clock = new SetClock();
        var throttle = new SignInThrottle(schema.Db, clock);
        for (var number = 0; number < 100; number++)
        {
            Assert.Null(await throttle.Refuse(SignInAttempt.Of(shop.Id, $"{number}@example.com", "203.0.113.9"), default));
            await throttle.Count(SignInAttempt.Of(shop.Id, $"{number}@example.com", "203.0.113.9"), default);
        }

        Assert.NotNull(await throttle.Refuse(SignInAttempt.Of(shop.Id, "anna@example.com", "203.0.113.9"), default));
        Assert.NotNull(await throttle.Refuse(SignInAttempt.Of(shop.Id, "anna@example.com", "::ffff:203.0.113.9"), default));
        Assert.Null(await throttle.Refuse(SignInAttempt.Of(shop.Id, "anna@example.com", "203.0.113.10"), default));
        clock.Now += SignInThrottle.Window;
        Assert.Null(await throttle.Refuse(SignInAttempt.Of(shop.Id, "anna@example.com", "203.0.113.9"), default));
    }

    [Fact]
    public void A_network_of_version_six_counts_as_one_address()
    {
        var shop = new ShopId(Guid.NewGuid());

        Assert.Equal(SignInAttempt.Of(shop, "a", "2001:db8:0:1::1").Address, SignInAttempt.Of(shop, "a", "2001:db8:0:1:ffff::2").Address);
        Assert.NotEqual(SignInAttempt.Of(shop, "a", "2001:db8:0:1::1").Address, SignInAttempt.Of(shop, "a", "2001:db8:0:2::1").Address);
        Assert.Null(SignInAttempt.Of(shop, "a", "nonsense").Address);
    }

    [Fact]
    public async Task Guessing_the_present_password_in_the_own_account_is_throttled_as_well()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        await using var schema = new UsersSchema(shop.Installation.OwnerConnectionString);
        var anna = await Person.Register(shop);
        for (var number = 0; number < 10; number++)
        {
            await new SignInThrottle(schema.Db, TimeProvider.System).Count(SignInAttempt.Of(shop.Id, anna.Email, ""), default);
        }

        var answer = await shop.Call(UsersMethods.UpdateMe, new UpdateMeRequest { Password = "another password", CurrentPassword = Person.Password }, anna.Actor);

        Assert.Equal("users.throttled", answer.Error.Code);
    }
}
