using System.Net.Http.Json;
using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Testing;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios;

/// <summary>Two processes with all services on one database are as right as one.</summary>
[Trait("Processes", "own")]
public sealed class ManyProcessesTests : IAsyncLifetime
{
    private TestInstallation _one = null!;
    private TestInstallation _other = null!;

    public async Task InitializeAsync()
    {
        var database = await TestInstallation.NewDatabase();
        _one = await TestInstallation.Start(database);
        _other = await TestInstallation.Start(database);
    }

    public async Task DisposeAsync()
    {
        await _one.App.DisposeAsync();
        await _other.App.DisposeAsync();
    }

    [Fact]
    public async Task Orders_placed_through_both_are_numbered_without_gaps_and_sell_no_unit_twice()
    {
        var (shop, there) = await Shop();
        await shop.AddProduct("hot", stock: 60);
        using var here = shop.Http();
        using var beside = there.Http();

        var answers = await Task.WhenAll(Enumerable.Range(0, 150).Select(buyer => (buyer % 2 == 0 ? here : beside).PostJson("/v1/orders", OrderOf(("hot", 1)))));

        var numbers = answers.Where(answer => answer.Status == 201).Select(answer => int.Parse(answer.Body.GetProperty("number").GetString()!)).Order().ToList();
        Assert.Equal(Enumerable.Range(numbers[0], 60), numbers);
        Assert.Equal((60, 60), await shop.Level("hot"));
        await _one.InvariantsHold();
    }

    [Fact]
    public async Task One_key_sent_to_both_at_once_places_one_order()
    {
        var (shop, there) = await Shop();
        await shop.AddProduct("mug", stock: 50);
        using var here = shop.Http();
        using var beside = there.Http();

        for (var round = 0; round < 5; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(turn => (turn % 2 == 0 ? here : beside).PostJson("/v1/orders", OrderOf(("mug", 1)), $"key-{round}")));

            Assert.All(answers, answer => Assert.Equal(201, answer.Status));
            Assert.Single(answers.Select(answer => answer.Text).Distinct());
        }

        Assert.Equal((50, 5), await shop.Level("mug"));
        await _one.InvariantsHold();
    }

    [Fact]
    public async Task Both_sweep_expired_holds_and_each_is_given_back_once()
    {
        var (shop, _) = await Shop();
        await shop.AddProduct("mug", stock: 50);
        for (var hold = 0; hold < 20; hold++)
        {
            _ = (await shop.Call(
                InventoryMethods.Reserve,
                new ReserveRequest { OrderId = Guid.NewGuid().ToString(), HoldSeconds = -1, Lines = { new SkuQuantity { Sku = "mug", Quantity = 2 } } })).Value;
        }

        // Both run the job at once: whoever holds the lease loses it again and again.
        await Eventually(async () =>
        {
            await _one.Do("UPDATE orders.job_lease SET until = now() - interval '1 second'");
            return await shop.Level("mug") == (50, 0);
        });
        Assert.Equal(20, await _one.Ask<long>("SELECT count(*) FROM inventory.stock_movement WHERE shop_id = $1 AND kind = 'expired'", shop.Id.Value));
        await _one.InvariantsHold();
    }

    [Fact]
    public async Task A_price_changed_in_one_is_soon_the_price_in_the_other_which_had_it_in_memory()
    {
        var (shop, there) = await Shop();
        await shop.AddProduct("mug", stock: 50);
        using var staff = await shop.OperatorHttp();
        using var here = shop.Http();
        using var beside = there.Http();
        for (var price = 2001; price < 2006; price++)
        {
            _ = (await PriceIn(here, "/v1/products"), await PriceIn(beside, "/v1/products"), await PriceIn(beside, $"/v1/products?q=mug"));
            using var changed = await staff.PatchAsJsonAsync("/v1/variants/mug", new { price = new { amount = price, currency = shop.Currency } });
            changed.EnsureSuccessStatusCode();

            Assert.Equal(price, await PriceIn(here, "/v1/products"));
            await Eventually(async () => await PriceIn(beside, "/v1/products") == price && await PriceIn(beside, "/v1/products?q=mug") == price);
        }
    }

    private static async Task<long> PriceIn(HttpClient http, string path) =>
        (await http.GetJson(path)).Body.GetProperty("items")[0].GetProperty("variants")[0].GetProperty("price").GetProperty("amount").GetInt64();

    private async Task<(TestShop Here, TestShop There)> Shop()
    {
        var shop = await _one.NewShop();
        return (shop, new TestShop(_other, shop.Id, shop.Handle, shop.Currency));
    }
}
