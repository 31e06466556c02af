using Kontor.Contracts.Shops.V1;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Kontor.Testing;

namespace Kontor.Shops.Tests;

public sealed class ShopTests
{
    private static readonly Actor s_customer = new(Guid.NewGuid(), Roles.Customer);

    [Fact]
    public async Task The_first_start_makes_the_shop_main_with_tax_inclusive_prices_in_euro()
    {
        var main = (await Call(ShopsMethods.GetShop, new GetShopRequest { Handle = "main" })).Value;

        Assert.Equal(("Main", "EUR", true, "en-GB", "UTC"), (main.Name, main.Currency, main.PricesIncludeTax, main.Locale, main.TimeZone));
    }

    [Fact]
    public async Task Two_processes_that_start_at_once_make_one_main_and_say_so_once()
    {
        var database = await TestInstallation.NewDatabase();

        var processes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => TestInstallation.Start(database, options => options with { Services = "shops", Port = null })));

        Assert.Equal(1L, await processes[0].Ask<long>("SELECT count(*) FROM shops.shop"));
        Assert.Equal(1L, await processes[0].Ask<long>($"SELECT count(*) FROM {TestInstallation.Told("shops")} WHERE type = 'shop.created'"));
        await Task.WhenAll(processes.Select(process => process.App.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task A_new_shop_is_found_by_handle_and_id_and_has_sensible_defaults()
    {
        var made = (await Call(ShopsMethods.CreateShop, Request(NewHandle()))).Value;

        Assert.Equal(made, (await Call(ShopsMethods.GetShop, new GetShopRequest { Handle = made.Handle })).Value);
        Assert.Equal(made, (await Call(ShopsMethods.GetShop, new GetShopRequest { Id = made.Id })).Value);
        Assert.Equal(("en-GB", "UTC", true, 0, 1L), (made.Locale, made.TimeZone, made.PricesIncludeTax, made.TaxRatePpm, made.Version));
    }

    [Fact]
    public async Task Twenty_shops_with_one_handle_at_once_become_one()
    {
        var handle = NewHandle();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Call(ShopsMethods.CreateShop, Request(handle))));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal("shops.handle_taken", answer.Error.Code));
        Assert.Equal(1L, await (await TestInstallation.Shared).Ask<long>($"SELECT count(*) FROM {TestInstallation.Told("shops")} WHERE body ->> 'handle' = $1", handle));
    }

    [Fact]
    public async Task A_repeated_request_with_the_same_key_gets_the_shop_that_the_first_made()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var request = Request(NewHandle());

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => shop.Call(ShopsMethods.CreateShop, request, key: "make the shop")));

        Assert.Single(answers.Select(answer => answer.Value.Id).Distinct());
        Assert.Single(answers, answer => !answer.Replayed);
    }

    [Theory]
    [InlineData("", "n", "EUR", "", "", 0, "/handle")]
    [InlineData("Big-Shop", "n", "EUR", "", "", 0, "/handle")]
    [InlineData("a--b", "n", "EUR", "", "", 0, "/handle")]
    [InlineData("a-handle-that-is-longer-than-forty-letters", "n", "EUR", "", "", 0, "/handle")]
    [InlineData("ok", " ", "EUR", "", "", 0, "/name")]
    [InlineData("ok", "nul\0", "EUR", "", "", 0, "/name")]
    [InlineData("ok", "half {surrogate}", "EUR", "", "", 0, "/name")]
    [InlineData("ok", "n", "eur", "", "", 0, "/currency")]
    [InlineData("ok", "n", "XXX", "", "", 0, "/currency")]
    [InlineData("ok", "n", "EUR", "english", "", 0, "/locale")]
    [InlineData("ok", "n", "EUR", "en-GB\n", "", 0, "/locale")]
    [InlineData("ok", "n", "EUR", "", "Mars/Base", 0, "/timeZone")]
    [InlineData("ok", "n", "EUR", "", "../../etc/passwd", 0, "/timeZone")]
    [InlineData("ok", "n", "EUR", "", "UTC\0", 0, "/timeZone")]
    [InlineData("ok", "n", "EUR", "", "", -1, "/taxRate")]
    [InlineData("ok", "n", "EUR", "", "", 1_000_001, "/taxRate")]
    public async Task Wrong_settings_are_refused_with_a_pointer(string handle, string name, string currency, string locale, string timeZone, int taxRatePpm, string pointer)
    {
        var request = new CreateShopRequest { Handle = handle, Name = Broken(name), Currency = currency, Locale = locale, TimeZone = timeZone, TaxRatePpm = taxRatePpm };

        var error = (await Call(ShopsMethods.CreateShop, request)).Error;

        Assert.Equal((ErrorKind.Invalid, "shops.invalid"), (error.Kind, error.Code));
        Assert.Contains(error.Faults, fault => fault.Pointer == pointer);
    }

    [Fact]
    public async Task A_change_is_seen_at_once_and_leaves_the_rest()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        var before = (await Call(ShopsMethods.GetShop, new GetShopRequest { Handle = shop.Handle })).Value;

        var after = (await Call(ShopsMethods.UpdateShop, new UpdateShopRequest { Handle = shop.Handle, Name = "Renamed", TimeZone = "Asia/Tokyo", ExpectedVersion = before.Version })).Value;

        Assert.Equal(("Renamed", "Asia/Tokyo", before.TaxRatePpm, before.Version + 1), (after.Name, after.TimeZone, after.TaxRatePpm, after.Version));
        Assert.Equal(after, (await Call(ShopsMethods.GetShop, new GetShopRequest { Handle = shop.Handle })).Value);
        Assert.Equal(after, (await Call(ShopsMethods.GetShop, new GetShopRequest { Id = shop.Id.ToString() })).Value);
        Assert.Equal(1L, await shop.Installation.Ask<long>($"SELECT count(*) FROM {TestInstallation.Told("shops")} WHERE type = 'shop.updated' AND shop_id = $1", shop.Id.Value));
    }

    [Fact]
    public async Task Of_changes_at_once_that_saw_the_same_version_one_wins()
    {
        var shop = await (await TestInstallation.Shared).NewShop();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(number =>
            Call(ShopsMethods.UpdateShop, new UpdateShopRequest { Handle = shop.Handle, Name = $"Name {number}", ExpectedVersion = 1 })));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal("precondition.stale", answer.Error.Code));
    }

    [Fact]
    public async Task A_shop_keeps_its_currency()
    {
        var shop = await (await TestInstallation.Shared).NewShop();

        Assert.Equal("shops.currency_fixed", (await Call(ShopsMethods.UpdateShop, new UpdateShopRequest { Handle = shop.Handle, Currency = "USD" })).Error.Code);
        Assert.True((await Call(ShopsMethods.UpdateShop, new UpdateShopRequest { Handle = shop.Handle, Currency = "EUR" })).Succeeded);
    }

    [Theory]
    [InlineData("no-such-shop")]
    [InlineData("")]
    [InlineData("nul\0")]
    [InlineData("half {surrogate}")]
    public async Task A_shop_that_is_not_there_is_unknown(string handle)
    {
        handle = Broken(handle);
        Assert.Equal("shops.unknown", (await Call(ShopsMethods.GetShop, new GetShopRequest { Handle = handle })).Error.Code);
        Assert.Equal("shops.unknown", (await Call(ShopsMethods.GetShop, new GetShopRequest { Id = handle })).Error.Code);
        Assert.Equal("shops.unknown", (await Call(ShopsMethods.UpdateShop, new UpdateShopRequest { Handle = handle, Name = "x" })).Error.Code);
    }

    [Fact]
    public async Task The_list_is_read_page_by_page_without_a_gap()
    {
        var installation = await TestInstallation.Shared;
        var mine = new[] { (await installation.NewShop()).Handle, (await installation.NewShop()).Handle, (await installation.NewShop()).Handle };
        var seen = new List<string>();
        ShopPage page;
        do
        {
            page = (await Call(ShopsMethods.ListShops, new ListShopsRequest { Limit = 2, After = seen.LastOrDefault("") })).Value;
            seen.AddRange(page.Shops.Select(shop => shop.Handle));
        }
        while (page.HasMore);

        Assert.Equal(seen.Order(StringComparer.Ordinal).Distinct(), seen);
        Assert.Empty(mine.Except(seen));
    }

    [Theory]
    [InlineData(-1, "")]
    [InlineData(101, "")]
    [InlineData(10, "nul\0")]
    public async Task A_page_that_makes_no_sense_is_refused(int limit, string after) =>
        Assert.Equal("shops.invalid", (await Call(ShopsMethods.ListShops, new ListShopsRequest { Limit = limit, After = after })).Error.Code);

    [Fact]
    public async Task Only_the_operator_lists_makes_and_changes_shops()
    {
        Assert.Equal("auth.forbidden", (await Call(ShopsMethods.ListShops, new ListShopsRequest(), s_customer)).Error.Code);
        Assert.Equal("auth.forbidden", (await Call(ShopsMethods.CreateShop, Request(NewHandle()), s_customer with { Roles = Roles.Admin })).Error.Code);
        Assert.Equal("auth.required", (await Call(ShopsMethods.UpdateShop, new UpdateShopRequest { Handle = "main", Name = "Mine" }, Actor.Guest)).Error.Code);
    }

    // An attribute can't carry half a character.
    private static string Broken(string text) => text.Replace("{surrogate}", "\ud83d", StringComparison.Ordinal);

    private static string NewHandle() => $"s-{Guid.NewGuid():N}";

    private static CreateShopRequest Request(string handle) => new() { Handle = handle, Name = "A shop", Currency = "EUR" };

    private static async Task<Result<TResponse>> Call<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, Actor? actor = null)
        where TRequest : class, Google.Protobuf.IMessage<TRequest>
        where TResponse : class, Google.Protobuf.IMessage<TResponse> =>
        await (await TestInstallation.Shared).App.Client.Call(
            method, request, new CallContext(default, actor ?? Actor.System, DateTimeOffset.UtcNow + TimeSpan.FromSeconds(30), CancellationToken.None));
}
