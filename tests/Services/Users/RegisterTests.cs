using Kontor.Contracts.Users.V1;
using Kontor.Platform.Identity;
using Kontor.Testing;

namespace Kontor.Users.Tests;

public sealed class RegisterTests
{
    [Fact]
    public async Task Whoever_registers_is_a_customer_and_the_shop_is_told()
    {
        var shop = await (await TestInstallation.Shared).NewShop();

        var anna = await Person.Register(shop);

        var me = (await shop.Call(UsersMethods.GetMe, new(), anna.Actor)).Value;
        Assert.Equal((anna.Id.ToString(), anna.Email, "Anna", 1L), (me.Id, me.Email, me.Name, me.Version));
        Assert.Equal(["customer"], me.Roles);
        var told = await shop.Installation.Ask<string>($"SELECT body::text FROM {TestInstallation.Told("users")} WHERE type = 'user.registered' AND shop_id = $1", shop.Id.Value);
        Assert.Contains(anna.Email, told, StringComparison.Ordinal);
        Assert.DoesNotContain(Person.Password, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_who_register_one_email_at_once_get_one_account()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var email = Person.NewEmail();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => shop.Call(
            UsersMethods.Register,
            new RegisterRequest { Email = number % 2 == 0 ? email : email.ToUpperInvariant(), Password = Person.Password, Name = "Anna" },
            Actor.Guest)));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal("users.email_taken", answer.Error.Code));
        Assert.Equal(1L, await shop.Installation.Ask<long>("SELECT count(*) FROM users.account WHERE shop_id = $1", shop.Id.Value));
        Assert.Equal(1L, await shop.Installation.Ask<long>($"SELECT count(*) FROM {TestInstallation.Told("users")} WHERE shop_id = $1", shop.Id.Value));
    }

    [Theory]
    [InlineData("", "good password", "Anna", "/email")]
    [InlineData("anna", "good password", "Anna", "/email")]
    [InlineData("anna@example.com\0", "good password", "Anna", "/email")]
    [InlineData("anna{surrogate}@example.com", "good password", "Anna", "/email")]
    [InlineData("anna@example.com", "short", "Anna", "/password")]
    [InlineData("anna@example.com", "", "Anna", "/password")]
    [InlineData("anna@example.com", "Anna@Example.com", "Anna", "/password")]
    [InlineData("anna@example.com", "Password123", "Anna", "/password")]
    [InlineData("anna@example.com", "good password\0", "Anna", "/password")]
    [InlineData("anna@example.com", "good password {surrogate}", "Anna", "/password")]
    [InlineData("anna@example.com", "good password", "", "/name")]
    [InlineData("anna@example.com", "good password", "nul\0", "/name")]
    [InlineData("anna@example.com", "good password", "half {surrogate}", "/name")]
    public async Task Wrong_input_is_refused_with_a_pointer(string email, string password, string name, string pointer)
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var request = new RegisterRequest { Email = Broken(email), Password = Broken(password), Name = Broken(name) };

        var error = (await shop.Call(UsersMethods.Register, request, Actor.Guest)).Error;

        Assert.Equal((ErrorKind.Invalid, "users.invalid"), (error.Kind, error.Code));
        Assert.Equal(pointer, Assert.Single(error.Faults).Pointer);
    }

    [Fact]
    public async Task A_password_or_name_may_have_two_hundred_characters_and_no_more()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var request = new RegisterRequest { Email = Person.NewEmail(), Password = new string('é', 201), Name = new string('é', 201) };

        var refused = await shop.Call(UsersMethods.Register, request, Actor.Guest);
        request.Password = request.Name = new string('é', 200);
        var taken = await shop.Call(UsersMethods.Register, request, Actor.Guest);

        Assert.Equal(["/name", "/password"], refused.Error.Faults.Select(fault => fault.Pointer).Order());
        Assert.True(taken.Succeeded);
    }

    // An attribute can't carry half a character.
    private static string Broken(string text) => text.Replace("{surrogate}", "\ud83d", StringComparison.Ordinal);
}
