using Kontor.Testing;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios;

public sealed class RaceTests
{
    [Fact]
    public async Task Three_hundred_buyers_at_once_buy_exactly_a_hundred_units()
    {
        var shop = await NewShop();
        await shop.AddProduct("hot", stock: 100);
        using var buyers = shop.Http();

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => buyers.PostJson("/v1/orders", OrderOf(("hot", 1)))));

        Assert.Equal(100, answers.Count(answer => answer.Status == 201));
        Assert.All(answers.Where(answer => answer.Status != 201), answer => Assert.Equal((409, "orders.out_of_stock"), (answer.Status, answer.Code)));
        Assert.Equal((100, 100), await shop.Level("hot"));
        Assert.Equal(100, await shop.Installation.Ask<long>("SELECT count(*) FROM orders.sales_order WHERE shop_id = $1 AND status = 'confirmed'", shop.Id.Value));
        await shop.Installation.InvariantsHold();
    }

    [Fact]
    public async Task One_idempotency_key_fifty_times_at_once_places_one_order_and_gives_fifty_equal_answers()
    {
        var shop = await NewShop();
        await shop.AddProduct("mug", stock: 100);
        using var buyer = shop.Http();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => buyer.PostJson("/v1/orders", OrderOf(("mug", 1)), "the-one-key")));

        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Equal(49, answers.Count(answer => answer.Replayed));
        Assert.Equal(1, await shop.Installation.Ask<long>("SELECT count(*) FROM orders.sales_order WHERE shop_id = $1", shop.Id.Value));
        Assert.Equal((100, 1), await shop.Level("mug"));
        await shop.Installation.InvariantsHold();
    }

    [Fact]
    public async Task The_last_unit_asked_for_twice_with_one_key_is_sold_once_and_both_hear_of_it()
    {
        var shop = await NewShop();
        using var buyer = shop.Http();
        for (var round = 0; round < 10; round++)
        {
            var sku = $"last-{round}";
            await shop.AddProduct(sku, stock: 1);

            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => buyer.PostJson("/v1/orders", OrderOf((sku, 1)), $"key-{sku}")));

            Assert.All(answers, answer => Assert.Equal(201, answer.Status));
            Assert.Single(answers.Select(answer => answer.Text).Distinct());
        }
    }

    [Fact]
    public async Task A_key_with_another_body_is_refused_and_a_refusal_is_repeated()
    {
        var shop = await NewShop();
        await shop.AddProduct("mug", stock: 1);
        using var buyer = shop.Http();

        var short_ = await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)), "key");
        await shop.Adjust("mug", 10);
        var again = await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)), "key");
        var other = await buyer.PostJson("/v1/orders", OrderOf(("mug", 1)), "key");

        Assert.Equal((409, false), (short_.Status, short_.Replayed));
        Assert.Equal((409, true, short_.Text), (again.Status, again.Replayed, again.Text));
        Assert.Equal((422, "idempotency.mismatch"), (other.Status, other.Code));
    }

    [Fact]
    public async Task One_order_cancelled_twenty_times_at_once_gives_its_stock_back_once()
    {
        var shop = await NewShop();
        await shop.AddProduct("mug", stock: 5);
        using var staff = await shop.OperatorHttp();
        var id = (await staff.PostJson("/v1/orders", OrderOf(("mug", 3)))).Body.GetProperty("id").GetString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(turn => staff.PostJson($"/v1/orders/{id}/cancel", new { }, turn % 2 == 0 ? "same" : null)));

        Assert.All(answers, answer => Assert.Equal((200, "cancelled"), (answer.Status, answer.Body.GetProperty("status").GetString())));
        Assert.Equal((5, 0), await shop.Level("mug"));
        Assert.Equal(1, await shop.Installation.Ask<long>("SELECT count(*) FROM orders.order_history WHERE shop_id = $1 AND event = 'cancelled'", shop.Id.Value));
        await shop.Installation.InvariantsHold();
    }

    [Fact]
    public async Task Stock_in_the_second_location_only_is_sold_and_never_twice()
    {
        var shop = await NewShop();
        await shop.AddProduct("mug");
        await shop.Adjust("mug", 20, "warehouse-b");
        using var buyers = shop.Http();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => buyers.PostJson("/v1/orders", OrderOf(("mug", 1)))));

        Assert.Equal(20, answers.Count(answer => answer.Status == 201));
        await shop.Installation.InvariantsHold();
    }

    private static async Task<TestShop> NewShop() => await (await TestInstallation.Shared).NewShop();
}
