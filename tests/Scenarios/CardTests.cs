using Kontor.Testing;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios;

public sealed class CardTests
{
    [Fact]
    public async Task A_good_card_confirms_the_order()
    {
        var (shop, buyer) = await ShopWithCards();

        var placed = await buyer.PostJson("/v1/orders", OrderOf(("mug", 1)).PaidBy("card", "4242424242424242"));

        Assert.Equal((201, "confirmed", "authorized"), (placed.Status, placed.Body.GetProperty("status").GetString(), placed.Body.GetProperty("payment").GetProperty("status").GetString()));
        Assert.Equal((5, 1), await shop.Level("mug"));
    }

    [Fact]
    public async Task A_declined_card_leaves_no_order_standing_and_nothing_held()
    {
        var (shop, buyer) = await ShopWithCards();

        var declined = await buyer.PostJson("/v1/orders", OrderOf(("mug", 1)).PaidBy("card", "4000000000000002"), "declined");
        var repeated = await buyer.PostJson("/v1/orders", OrderOf(("mug", 1)).PaidBy("card", "4000000000000002"), "declined");

        Assert.Equal((409, "payments.declined"), (declined.Status, declined.Code));
        Assert.Equal((409, "payments.declined", true), (repeated.Status, repeated.Code, repeated.Replayed));
        await NothingStands(shop);
        Assert.Equal(1, await shop.Installation.Ask<long>("SELECT count(*) FROM orders.sales_order WHERE shop_id = $1 AND status = 'cancelled'", shop.Id.Value));
    }

    [Fact]
    public async Task A_card_whose_provider_is_silent_leaves_no_order_standing_and_nothing_held()
    {
        var (shop, buyer) = await ShopWithCards();

        var answer = await buyer.PostJson("/v1/orders", OrderOf(("mug", 1)).PaidBy("card", "4000000000000119"), "silent");

        Assert.Equal((503, "payments.provider_unavailable"), (answer.Status, answer.Code));
        await NothingStands(shop);

        // The key is free: the same request may be tried again and finds the stock.
        Assert.Equal(0, await shop.Installation.Ask<long>("SELECT count(*) FROM orders.idempotency_key WHERE shop_id = $1", shop.Id.Value));
    }

    private static async Task NothingStands(TestShop shop)
    {
        Assert.Equal((5, 0), await shop.Level("mug"));
        Assert.Equal(0, await shop.Installation.Ask<long>("SELECT count(*) FROM inventory.hold WHERE shop_id = $1", shop.Id.Value));
        Assert.Equal(0, await shop.Installation.Ask<long>("SELECT count(*) FROM orders.sales_order WHERE shop_id = $1 AND status <> 'cancelled'", shop.Id.Value));
        Assert.Equal(0, await shop.Installation.Ask<long>("SELECT count(*) FROM payments.payment WHERE shop_id = $1 AND status IN ('authorized', 'captured')", shop.Id.Value));
    }

    private static async Task<(TestShop Shop, HttpClient Buyer)> ShopWithCards()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        await shop.AddProduct("mug", stock: 5);
        _ = (await shop.Call(Contracts.Payments.V1.PaymentsMethods.UpdateMethod, new() { Code = "card", Enabled = true })).Value;
        return (shop, shop.Http());
    }
}
