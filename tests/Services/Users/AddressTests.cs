using Kontor.Contracts.Types.V1;
using Kontor.Contracts.Users.V1;
using Kontor.Testing;

namespace Kontor.Users.Tests;

public sealed class AddressTests
{
    internal static AddAddressRequest Request() =>
        new() { Address = new Address { Name = "Anna", Line1 = "1 High St", City = "London", PostalCode = "N1 1AA", Country = "GB" } };

    [Fact]
    public async Task An_address_is_saved_changed_and_forgotten()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());

        var saved = (await anna.Shop.Call(UsersMethods.AddAddress, Request(), anna.Actor)).Value;
        var changed = (await anna.Shop.Call(UsersMethods.UpdateAddress, new UpdateAddressRequest { Id = saved.Id, City = "Leeds", ExpectedVersion = 1 }, anna.Actor)).Value;

        Assert.Equal(("Leeds", "1 High St", 2L), (changed.Address.City, changed.Address.Line1, changed.Version));
        Assert.Equal([changed], (await anna.Shop.Call(UsersMethods.ListAddresses, new(), anna.Actor)).Value.Addresses);
        Assert.Equal("precondition.stale", (await anna.Shop.Call(UsersMethods.UpdateAddress, new UpdateAddressRequest { Id = saved.Id, City = "York", ExpectedVersion = 1 }, anna.Actor)).Error.Code);
        Assert.Equal("precondition.stale", (await anna.Shop.Call(UsersMethods.DeleteAddress, new DeleteAddressRequest { Id = saved.Id, ExpectedVersion = 1 }, anna.Actor)).Error.Code);
        Assert.True((await anna.Shop.Call(UsersMethods.DeleteAddress, new DeleteAddressRequest { Id = saved.Id, ExpectedVersion = 2 }, anna.Actor)).Succeeded);
        Assert.Empty((await anna.Shop.Call(UsersMethods.ListAddresses, new(), anna.Actor)).Value.Addresses);
    }

    [Fact]
    public async Task Nobody_reaches_the_address_of_somebody_else()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var anna = await Person.Register(shop);
        var bert = await Person.Register(shop);
        var saved = (await shop.Call(UsersMethods.AddAddress, Request(), anna.Actor)).Value;

        Assert.Empty((await shop.Call(UsersMethods.ListAddresses, new(), bert.Actor)).Value.Addresses);
        Assert.Equal("users.unknown_address", (await shop.Call(UsersMethods.UpdateAddress, new UpdateAddressRequest { Id = saved.Id, City = "x" }, bert.Actor)).Error.Code);
        Assert.Equal("users.unknown_address", (await shop.Call(UsersMethods.DeleteAddress, new DeleteAddressRequest { Id = saved.Id }, bert.Actor)).Error.Code);
        Assert.Equal("users.unknown_address", (await shop.Call(UsersMethods.DeleteAddress, new DeleteAddressRequest { Id = "nul\0" }, anna.Actor)).Error.Code);
    }

    [Fact]
    public async Task A_hundred_addresses_are_enough_also_when_they_come_at_once()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());

        var answers = await Task.WhenAll(Enumerable.Range(0, 105).Select(_ => anna.Shop.Call(UsersMethods.AddAddress, Request(), anna.Actor)));

        Assert.Equal(100, answers.Count(answer => answer.Succeeded));
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal("users.too_many_addresses", answer.Error.Code));
    }

    [Fact]
    public async Task A_repeated_request_with_the_same_key_saves_one_address()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => anna.Shop.Call(UsersMethods.AddAddress, Request(), anna.Actor, key: "save it")));

        Assert.Single(answers.Select(answer => answer.Value.Id).Distinct());
        Assert.Single((await anna.Shop.Call(UsersMethods.ListAddresses, new(), anna.Actor)).Value.Addresses);
    }

    [Fact]
    public async Task Every_wrong_field_is_named()
    {
        var anna = await Person.Register(await (await TestInstallation.Shared).NewShop());
        var request = new AddAddressRequest
        {
            Address = new Address
            {
                Name = " ", Line1 = "nul\0", Line2 = "half \ud83d", City = "", Region = new string('x', 101), PostalCode = new string('1', 21), Country = "UK", Phone = "\u0007",
            },
        };

        var refused = (await anna.Shop.Call(UsersMethods.AddAddress, request, anna.Actor)).Error;
        var empty = (await anna.Shop.Call(UsersMethods.AddAddress, new AddAddressRequest(), anna.Actor)).Error;

        Assert.Equal(["/city", "/country", "/line1", "/line2", "/name", "/phone", "/postalCode", "/region"], refused.Faults.Select(fault => fault.Pointer).Order());
        Assert.Equal(["/city", "/country", "/line1", "/name"], empty.Faults.Select(fault => fault.Pointer).Order());
    }
}
