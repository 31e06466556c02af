using Kontor.Contracts.Users.V1;
using Kontor.Platform.Identity;
using Kontor.Testing;

namespace Kontor.Users.Tests;

public sealed class MeTests
{
    [Fact]
    public async Task A_name_is_changed_without_the_password()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());

        var me = (await Update(anna, new UpdateMeRequest { Name = "Anna B.", ExpectedVersion = 1 })).Value;

        Assert.Equal(("Anna B.", anna.Email, 2L), (me.Name, me.Email, me.Version));
        Assert.Equal("precondition.stale", (await Update(anna, new UpdateMeRequest { Name = "x", ExpectedVersion = 1 })).Error.Code);
    }

    [Fact]
    public async Task Email_and_password_are_changed_with_the_present_password_only()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());

        var without = (await Update(anna, new UpdateMeRequest { Email = Person.NewEmail() })).Error;
        var wrong = (await Update(anna, new UpdateMeRequest { Password = "another password", CurrentPassword = "a wrong password" })).Error;

        Assert.Equal((ErrorKind.Invalid, "/currentPassword"), (without.Kind, Assert.Single(without.Faults).Pointer));
        Assert.Equal((ErrorKind.Unauthenticated, "users.bad_credentials"), (wrong.Kind, wrong.Code));
        Assert.True((await anna.LogIn()).Succeeded);
    }

    [Fact]
    public async Task A_new_password_signs_out_everywhere()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());
        var token = (await anna.LogIn()).Value.RefreshToken;

        Assert.True((await Update(anna, new UpdateMeRequest { Password = "another password", CurrentPassword = Person.Password })).Succeeded);

        Assert.Equal("users.invalid_token", (await anna.Refresh(token)).Error.Code);
        Assert.Equal("users.bad_credentials", (await anna.LogIn()).Error.Code);
        Assert.True((await anna.LogIn("another password")).Succeeded);
    }

    [Fact]
    public async Task A_new_email_that_is_taken_is_refused_also_when_two_want_it_at_once()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var people = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Person.Register(shop)));
        var email = Person.NewEmail();

        var answers = await Task.WhenAll(people.Select(person => Update(person, new UpdateMeRequest { Email = email, CurrentPassword = Person.Password })));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal("users.email_taken", answer.Error.Code));
    }

    [Theory]
    [InlineData("name", "/name")]
    [InlineData("email", "/email")]
    [InlineData("password", "/password")]
    public async Task Broken_text_is_refused(string field, string pointer)
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());
        foreach (var text in new[] { "nul\0 nul\0@example.com", "half \ud83d", "" })
        {
            var request = new UpdateMeRequest { CurrentPassword = Person.Password };
            UpdateMeRequest.Descriptor.FindFieldByName(field).Accessor.SetValue(request, text);

            Assert.Contains((await Update(anna, request)).Error.Faults, fault => fault.Pointer == pointer);
        }
    }

    [Fact]
    public async Task Neither_guests_nor_the_system_have_an_account()
    {
        var shop = await (await TestInstallation.Shared).NewShop();

        Assert.Equal("auth.required", (await shop.Call(UsersMethods.GetMe, new(), Actor.Guest)).Error.Code);
        Assert.Equal("auth.people_only", (await shop.Call(UsersMethods.GetMe, new())).Error.Code);
        Assert.Equal("auth.people_only", (await shop.Call(UsersMethods.UpdateMe, new UpdateMeRequest { Name = "x" })).Error.Code);
        Assert.Equal("auth.people_only", (await shop.Call(UsersMethods.AddAddress, AddressTests.Request())).Error.Code);
    }

    private static Task<Result<User>> Update(Person person, UpdateMeRequest request) => person.Shop.Call(UsersMethods.UpdateMe, request, person.Actor);
}
