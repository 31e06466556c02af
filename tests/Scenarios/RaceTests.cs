using Kontor.Testing;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios;

/// <summary>Races for stock, keys and states; with all callers at one process, and spread over two on one database.</summary>
public sealed class RaceTests
{
    private static readonly Lazy<Task<TestInstallation>> s_beside = new(() => Task.Run(async () => await TestInstallation.Start((await TestInstallation.Shared).OwnerConnectionString, options => options with { RunJobs = false })));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Three_hundred_buyers_at_once_buy_exactly_a_hundred_units(int processes)
    {
        var shop = await NewShop();
        await shop.AddProduct("hot", stock: 100);
        using var buyers = await Callers.Of(shop, processes);

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(turn => buyers[turn].PostJson("/v1/orders", OrderOf(("hot", 1)))));

        Assert.Equal(100, answers.Count(answer => answer.Status == 201));
        Assert.All(answers.Where(answer => answer.Status != 201), answer => Assert.Equal((409, "orders.out_of_stock"), (answer.Status, answer.Code)));
        Assert.Equal((100, 100), await shop.Level("hot"));
        Assert.Equal(100, await shop.Installation.Ask<long>("SELECT count(*) FROM orders.sales_order WHERE shop_id = $1 AND status = 'confirmed'", shop.Id.Value));
        await shop.Installation.InvariantsHold();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task One_idempotency_key_fifty_times_at_once_places_one_order_and_gives_fifty_equal_answers(int processes)
    {
        var shop = await NewShop();
        await shop.AddProduct("mug", stock: 100);
        using var buyers = await Callers.Of(shop, processes);
        for (var round = 1; round <= 5; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(turn => buyers[turn].PostJson("/v1/orders", OrderOf(("mug", 1)), $"key-{round}")));

            Assert.All(answers, answer => Assert.Equal(201, answer.Status));
            Assert.Single(answers.Select(answer => answer.Text).Distinct());
            Assert.Equal(49, answers.Count(answer => answer.Replayed));
            Assert.Equal(round, await shop.Installation.Ask<long>("SELECT count(*) FROM orders.sales_order WHERE shop_id = $1", shop.Id.Value));
            Assert.Equal((100, round), await shop.Level("mug"));
        }

        await shop.Installation.InvariantsHold();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_last_unit_asked_for_twice_with_one_key_is_sold_once_and_both_hear_of_it(int processes)
    {
        var shop = await NewShop();
        using var buyers = await Callers.Of(shop, processes);
        for (var round = 0; round < 10; round++)
        {
            var sku = $"last-{round}";
            await shop.AddProduct(sku, stock: 1);

            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(turn => buyers[turn].PostJson("/v1/orders", OrderOf((sku, 1)), $"key-{sku}")));

            Assert.All(answers, answer => Assert.Equal(201, answer.Status));
            Assert.Single(answers.Select(answer => answer.Text).Distinct());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_key_with_another_body_is_refused_and_a_refusal_is_repeated(int processes)
    {
        var shop = await NewShop();
        await shop.AddProduct("mug", stock: 1);
        using var buyers = await Callers.Of(shop, processes);

        var short_ = await buyers[0].PostJson("/v1/orders", OrderOf(("mug", 2)), "key");
        await shop.Adjust("mug", 10);
        var again = await buyers[1].PostJson("/v1/orders", OrderOf(("mug", 2)), "key");
        var other = await buyers[2].PostJson("/v1/orders", OrderOf(("mug", 1)), "key");

        Assert.Equal((409, false), (short_.Status, short_.Replayed));
        Assert.Equal((409, true, short_.Text), (again.Status, again.Replayed, again.Text));
        Assert.Equal((422, "idempotency.mismatch"), (other.Status, other.Code));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task One_order_cancelled_twenty_times_at_once_gives_its_stock_back_once(int processes)
    {
        var shop = await NewShop();
        await shop.AddProduct("mug", stock: 5);
        using var staff = await Callers.Of(shop, processes, there => there.OperatorHttp());
        var id = (await staff[0].PostJson("/v1/orders", OrderOf(("mug", 3)))).Body.GetProperty("id").GetString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(turn => staff[turn].PostJson($"/v1/orders/{id}/cancel", new { }, turn % 3 == 0 ? "same" : null)));

        Assert.All(answers, answer => Assert.Equal((200, "cancelled"), (answer.Status, answer.Body.GetProperty("status").GetString())));
        Assert.Equal((5, 0), await shop.Level("mug"));
        Assert.Equal(1, await shop.Installation.Ask<long>("SELECT count(*) FROM orders.order_history WHERE shop_id = $1 AND event = 'cancelled'", shop.Id.Value));
        await shop.Installation.InvariantsHold();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Stock_in_the_second_location_only_is_sold_and_never_twice(int processes)
    {
        var shop = await NewShop();
        await shop.AddProduct("mug");
        await shop.Adjust("mug", 20, "warehouse-b");
        using var buyers = await Callers.Of(shop, processes);

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(turn => buyers[turn].PostJson("/v1/orders", OrderOf(("mug", 1)))));

        Assert.Equal(20, answers.Count(answer => answer.Status == 201));
        await shop.Installation.InvariantsHold();
    }

    private static async Task<TestShop> NewShop() => await (await TestInstallation.Shared).NewShop();

    /// <summary>Clients of a shop who take turns at the processes.</summary>
    private sealed class Callers(IReadOnlyList<HttpClient> clients) : IDisposable
    {
        public HttpClient this[int turn] => clients[turn % clients.Count];

        public static async Task<Callers> Of(TestShop shop, int processes, Func<TestShop, Task<HttpClient>>? client = null)
        {
            client ??= there => Task.FromResult(there.Http());
            var here = await client(shop);
            return new Callers(processes == 1 ? [here] : [here, await client(new TestShop(await s_beside.Value, shop.Id, shop.Handle, shop.Currency))]);
        }

        public void Dispose()
        {
            foreach (var client in clients)
            {
                client.Dispose();
            }
        }
    }
}
