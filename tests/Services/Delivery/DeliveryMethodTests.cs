using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Delivery.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Kontor.Testing;
using Option = Kontor.Contracts.Delivery.V1.Option;

namespace Kontor.Delivery.Tests;

public sealed class DeliveryMethodTests
{
    private static readonly Actor s_staff = new(Guid.CreateVersion7(), Roles.Staff);

    [Fact]
    public async Task A_new_shop_delivers_everywhere_for_nothing()
    {
        var shop = await NewShop();

        var option = Assert.Single(await Options(shop, "JP"));

        Assert.Equal(new Option { Method = "standard", Name = "Standard delivery", Fee = new MoneyAmount { Amount = 0, Currency = "EUR" } }, option);
        Assert.Equal(option, (await Choose(shop, "standard", "BR")).Value);
    }

    [Fact]
    public async Task Many_first_questions_at_once_make_one_standard_method()
    {
        var shop = await NewShop();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.Call(DeliveryMethods.ListMethods, new Empty(), s_staff)));

        Assert.All(answers, answer => Assert.Equal("standard", Assert.Single(answer.Value.Methods).Code));
    }

    [Fact]
    public async Task A_deleted_standard_method_stays_deleted_also_in_another_process()
    {
        var shop = await NewShop();
        Assert.True((await shop.Call(DeliveryMethods.DeleteMethod, new DeleteMethodRequest { Code = "standard" }, s_staff)).Succeeded);
        var other = await TestInstallation.Start(shop.Installation.OwnerConnectionString, options => options with { RunJobs = false });

        Assert.Empty(await Options(shop, "GB"));
        Assert.Empty(await Options(new TestShop(other, shop.Id, shop.Handle, shop.Currency), "GB"));
        Assert.Equal("delivery.unknown_method", (await Choose(shop, "standard", "GB")).Error.Code);
        await other.App.DisposeAsync();
    }

    [Fact]
    public async Task Options_are_those_that_are_on_and_reach_the_country_in_order()
    {
        var shop = await NewShop();
        await Create(shop, "pickup", position: 3);
        await Create(shop, "van", position: 2, countries: ["DE", "AT", "DE"]);
        await Create(shop, "bike", position: 2, countries: ["DE"]);
        await Create(shop, "off", position: 1);
        await shop.Call(DeliveryMethods.UpdateMethod, new UpdateMethodRequest { Code = "off", Enabled = false }, s_staff);

        Assert.Equal(["standard", "bike", "van", "pickup"], (await Options(shop, "DE")).Select(option => option.Method));
        Assert.Equal(["standard", "van", "pickup"], (await Options(shop, "AT")).Select(option => option.Method));
        Assert.Equal(["standard", "pickup"], (await Options(shop, "GB")).Select(option => option.Method));
        Assert.Equal(["standard", "off", "bike", "van", "pickup"], (await shop.Call(DeliveryMethods.ListMethods, new Empty(), s_staff)).Value.Methods.Select(method => method.Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("XX")]
    [InlineData("de")]
    [InlineData("D\0")]
    public async Task A_country_that_is_none_is_refused(string country)
    {
        var shop = await NewShop();

        var refused = (await shop.Call(DeliveryMethods.ListOptions, new ListOptionsRequest { Address = new Address { Country = country } }, Actor.Guest)).Error;

        Assert.Equal((ErrorKind.Invalid, "delivery.invalid", "/address/country"), (refused.Kind, refused.Code, Assert.Single(refused.Faults).Pointer));
        Assert.Equal(ErrorKind.Invalid, (await shop.Call(DeliveryMethods.ListOptions, new ListOptionsRequest())).Error.Kind);
    }

    [Fact]
    public async Task Choosing_what_isnt_offered_says_which_field_to_mend()
    {
        var shop = await NewShop();
        await Create(shop, "van", countries: ["DE"]);
        await Create(shop, "off");
        await shop.Call(DeliveryMethods.UpdateMethod, new UpdateMethodRequest { Code = "off", Enabled = false }, s_staff);

        AssertRefused("delivery.unreachable", "/shippingAddress/country", await Choose(shop, "van", "GB"));
        AssertRefused("delivery.unknown_method", "/delivery/method", await Choose(shop, "off", "DE"));
        AssertRefused("delivery.unknown_method", "/delivery/method", await Choose(shop, "rocket", "DE"));
        AssertRefused("delivery.unknown_method", "/delivery/method", await Choose(shop, "st\0andard", "DE"));
        AssertRefused("delivery.unknown_method", "/delivery/method", await Choose(shop, "", "DE"));
        AssertRefused("delivery.invalid", "/shippingAddress/country", await Choose(shop, "van", "ZZ"));
    }

    [Fact]
    public async Task A_code_is_taken_once_however_many_want_it()
    {
        var shop = await NewShop();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.Call(DeliveryMethods.CreateMethod, New("express"), s_staff)));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal((ErrorKind.Conflict, "delivery.method_taken"), (answer.Error.Kind, answer.Error.Code)));
    }

    [Fact]
    public async Task The_same_key_creates_once_and_gives_the_same_answer()
    {
        var shop = await NewShop();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.Call(DeliveryMethods.CreateMethod, New("express"), s_staff, key: "k")));

        Assert.All(answers, answer => Assert.Equal(answers[0].Value, answer.Value));
        Assert.Equal(9, answers.Count(answer => answer.Replayed));
    }

    [Fact]
    public async Task Wrong_fields_are_all_named_and_nothing_is_made()
    {
        var shop = await NewShop();
        var wrong = new CreateMethodRequest { Code = "No Slug", Name = "a\0b", Fee = new MoneyAmount { Amount = -1, Currency = "USD" }, Countries = { "DE", "Germany" }, Position = -1 };

        var error = (await shop.Call(DeliveryMethods.CreateMethod, wrong, s_staff)).Error;

        Assert.Equal(ErrorKind.Invalid, error.Kind);
        Assert.Equal(["/code", "/name", "/fee/amount", "/fee/currency", "/countries/1", "/position"], error.Faults.Select(fault => fault.Pointer));
        Assert.Equal(ErrorKind.Invalid, (await shop.Call(DeliveryMethods.CreateMethod, new CreateMethodRequest { Code = "free", Name = "Free" }, s_staff)).Error.Kind);
        Assert.Equal(ErrorKind.Invalid, (await shop.Call(DeliveryMethods.CreateMethod, New(new string('a', 41)), s_staff)).Error.Kind);
        Assert.Single((await shop.Call(DeliveryMethods.ListMethods, new Empty(), s_staff)).Value.Methods);
    }

    [Fact]
    public async Task An_update_changes_what_it_names_and_leaves_the_rest()
    {
        var shop = await NewShop();
        var made = (await shop.Call(DeliveryMethods.CreateMethod, New("van", countries: ["DE"]), s_staff)).Value;

        var dearer = (await shop.Call(DeliveryMethods.UpdateMethod, new UpdateMethodRequest { Code = "van", Fee = Euro(990) }, s_staff)).Value;
        var everywhere = (await shop.Call(
            DeliveryMethods.UpdateMethod, new UpdateMethodRequest { Code = "van", Countries = new CountryList(), ExpectedVersion = dearer.Version }, s_staff)).Value;

        Assert.Equal((990, "van", "DE", made.Version + 1), (dearer.Fee.Amount, dearer.Name, Assert.Single(dearer.Countries), dearer.Version));
        Assert.Empty(everywhere.Countries);
        Assert.Equal(990, everywhere.Fee.Amount);
    }

    [Fact]
    public async Task A_stale_version_changes_and_deletes_nothing()
    {
        var shop = await NewShop();
        await Create(shop, "van");

        var update = await shop.Call(DeliveryMethods.UpdateMethod, new UpdateMethodRequest { Code = "van", Name = "Other", ExpectedVersion = 7 }, s_staff);
        var delete = await shop.Call(DeliveryMethods.DeleteMethod, new DeleteMethodRequest { Code = "van", ExpectedVersion = 7 }, s_staff);

        Assert.Equal((ErrorKind.Stale, ErrorKind.Stale), (update.Error.Kind, delete.Error.Kind));
        Assert.Equal("van", (await shop.Call(DeliveryMethods.ListMethods, new Empty(), s_staff)).Value.Methods[1].Name);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("a\0b")]
    [InlineData("")]
    public async Task A_method_that_isnt_there_cant_be_changed_or_deleted(string code)
    {
        var shop = await NewShop();

        Assert.Equal(ErrorKind.NotFound, (await shop.Call(DeliveryMethods.UpdateMethod, new UpdateMethodRequest { Code = code, Enabled = true }, s_staff)).Error.Kind);
        Assert.Equal(ErrorKind.NotFound, (await shop.Call(DeliveryMethods.DeleteMethod, new DeleteMethodRequest { Code = code }, s_staff)).Error.Kind);
    }

    [Fact]
    public async Task Another_shops_methods_cant_be_seen_or_changed()
    {
        var (mine, other) = (await NewShop(), await NewShop());
        await Create(other, "van");

        Assert.DoesNotContain("van", (await Options(mine, "DE")).Select(option => option.Method));
        Assert.Equal(ErrorKind.NotFound, (await mine.Call(DeliveryMethods.DeleteMethod, new DeleteMethodRequest { Code = "van" }, s_staff)).Error.Kind);
        Assert.Equal(2, (await Options(other, "DE")).Count);
    }

    [Fact]
    public async Task Only_staff_may_see_and_change_the_settings()
    {
        var shop = await NewShop();
        var customer = new Actor(Guid.CreateVersion7(), Roles.Customer);

        Assert.Equal(ErrorKind.Forbidden, (await shop.Call(DeliveryMethods.CreateMethod, New("van"), customer)).Error.Kind);
        Assert.Equal(ErrorKind.Unauthenticated, (await shop.Call(DeliveryMethods.ListMethods, new Empty(), Actor.Guest)).Error.Kind);
    }

    private static async Task<TestShop> NewShop() => await (await TestInstallation.Shared).NewShop();

    private static MoneyAmount Euro(long amount) => new() { Amount = amount, Currency = "EUR" };

    private static CreateMethodRequest New(string code, int position = 0, params string[] countries) =>
        new() { Code = code, Name = code, Fee = Euro(490), Countries = { countries }, Position = position };

    private static async Task Create(TestShop shop, string code, int position = 0, params string[] countries) =>
        Assert.True((await shop.Call(DeliveryMethods.CreateMethod, New(code, position, countries), s_staff)).Succeeded);

    private static async Task<IReadOnlyList<Option>> Options(TestShop shop, string country) =>
        (await shop.Call(DeliveryMethods.ListOptions, new ListOptionsRequest { Address = new Address { Country = country } }, Actor.Guest)).Value.Options;

    private static Task<Result<Option>> Choose(TestShop shop, string method, string country) =>
        shop.Call(DeliveryMethods.Choose, new ChooseRequest { Method = method, Address = new Address { Country = country } }, Actor.Guest);

    private static void AssertRefused(string code, string pointer, Result<Option> answer) =>
        Assert.Equal((ErrorKind.Invalid, code, pointer), (answer.Error.Kind, answer.Error.Code, Assert.Single(answer.Error.Faults).Pointer));
}
