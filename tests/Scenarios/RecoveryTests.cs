using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Payments.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Testing;
using Npgsql;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios;

/// <summary>What a crash between two steps leaves behind is finished or cancelled. Each test puts the data where a crash would have left it.</summary>
public sealed class RecoveryTests
{
    [Fact]
    public async Task A_hold_that_no_order_came_of_is_given_back()
    {
        var shop = await NewShop();
        var order = Guid.NewGuid();
        _ = (await shop.Call(
            InventoryMethods.Reserve,
            new ReserveRequest { OrderId = order.ToString(), HoldSeconds = -1, Lines = { new SkuQuantity { Sku = "mug", Quantity = 2 } } })).Value;
        Assert.Equal((5, 2), await shop.Level("mug"));

        await Eventually(async () => await shop.Level("mug") == (5, 0));
        await shop.Installation.InvariantsHold();
    }

    [Fact]
    public async Task An_order_that_was_paid_but_not_confirmed_is_confirmed_and_a_repeat_gets_its_answer()
    {
        var shop = await NewShop();
        using var buyer = shop.Http();
        var placed = await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)), "key");
        await BackToPending(shop, placed);

        await Eventually(async () => await StatusOf(shop, placed) == "confirmed" && await Holds(shop) == 0);
        var repeated = await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)), "key");

        Assert.Equal((201, true), (repeated.Status, repeated.Replayed));
        Assert.Equal(placed.Body.GetProperty("id").GetString(), repeated.Body.GetProperty("id").GetString());
        Assert.Equal(placed.Body.GetProperty("accessToken").GetString(), repeated.Body.GetProperty("accessToken").GetString());
        Assert.Equal((5, 2), await shop.Level("mug"));
        await shop.Installation.InvariantsHold();
    }

    [Fact]
    public async Task An_order_that_waits_too_long_for_its_number_is_refused_and_its_repeat_is_placed_with_the_same_stock()
    {
        var shop = await NewShop();
        using var buyer = shop.Http();
        Assert.Equal(201, (await buyer.PostJson("/v1/orders", OrderOf(("mug", 1)))).Status);
        await using var source = NpgsqlDataSource.Create(shop.Installation.OwnerConnectionString);
        await using (var connection = await source.OpenConnectionAsync())
        await using (await connection.BeginTransactionAsync())
        {
            await using var locking = new NpgsqlCommand("SELECT FROM orders.order_counter WHERE shop_id = $1 FOR UPDATE", connection) { Parameters = { new() { Value = shop.Id.Value } } };
            await locking.ExecuteNonQueryAsync();
            var refused = await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)), "key");
            Assert.Equal((503, "orders.too_slow"), (refused.Status, refused.Code));
        }

        Assert.Equal(201, (await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)), "key")).Status);
        Assert.Equal((5, 3), await shop.Level("mug"));
        await shop.Installation.InvariantsHold();
    }

    [Fact]
    public async Task Whoever_repeats_the_request_of_an_order_that_a_crash_left_behind_does_not_put_off_its_recovery()
    {
        var shop = await NewShop();
        using var buyer = shop.Http();
        var placed = await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)), "key");
        await BackToPending(shop, placed);
        await shop.Installation.Do("UPDATE inventory.hold SET expires_at = now() + interval '3 seconds' WHERE shop_id = $1", shop.Id.Value);

        var until = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(30);
        Answer repeated;
        do
        {
            repeated = await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)), "key");
            Assert.True(DateTimeOffset.UtcNow < until, "It is never settled.");
        }
        while (repeated.Status != 201);

        Assert.Equal(placed.Body.GetProperty("id").GetString(), repeated.Body.GetProperty("id").GetString());
        await Eventually(async () => await Holds(shop) == 0);
        await shop.Installation.InvariantsHold();
    }

    [Fact]
    [Trait("Processes", "own")]
    public async Task A_process_that_stops_settles_first_what_it_has_answered()
    {
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase());
        var shop = await installation.NewShop();
        await shop.AddProduct("mug", stock: 50);
        using (var buyer = shop.Http())
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => buyer.PostJson("/v1/orders", OrderOf(("mug", 1)))));
        }

        await installation.App.DisposeAsync();

        Assert.Equal(20, await installation.Ask<long>("SELECT count(*) FROM payments.payment WHERE shop_id = $1", shop.Id.Value));
        Assert.Equal(0, await installation.Ask<long>("SELECT count(*) FROM inventory.hold WHERE shop_id = $1", shop.Id.Value));
    }

    [Fact]
    public async Task An_order_that_was_never_paid_is_cancelled_and_its_key_is_free()
    {
        var shop = await NewShop();
        using var buyer = shop.Http();
        var placed = await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)), "key");
        await shop.Settled();
        await shop.Installation.Do("DELETE FROM payments.payment WHERE shop_id = $1", shop.Id.Value);
        await BackToPending(shop, placed);

        await Eventually(async () => await StatusOf(shop, placed) == "cancelled" && await shop.Level("mug") == (5, 0));
        var repeated = await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)), "key");

        Assert.Equal((201, false), (repeated.Status, repeated.Replayed));
        Assert.Equal((5, 2), await shop.Level("mug"));
        await shop.Installation.InvariantsHold();
    }

    [Fact]
    public async Task A_confirmed_order_whose_hold_was_never_committed_keeps_its_stock()
    {
        var shop = await NewShop();
        using var buyer = shop.Http();
        var placed = await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)));
        await AddExpiredHold(shop, placed);

        await Eventually(async () => await Holds(shop) == 0);

        Assert.Equal((5, 2), await shop.Level("mug"));
        Assert.Equal("confirmed", await StatusOf(shop, placed));
    }

    [Fact]
    [Trait("Processes", "own")]
    public async Task An_order_that_is_not_paid_in_time_expires_and_gives_its_stock_back()
    {
        var clock = new ShiftedClock();
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase(), options => options with { Clock = clock });
        await using var app = installation.App;
        var shop = await installation.NewShop();
        await shop.AddProduct("mug", stock: 5);
        using var buyer = shop.Http();
        var placed = await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)).PaidBy("bank_transfer"));
        Assert.Equal((5, 2), await shop.Level("mug"));

        // Far beyond any job's interval, and the customer may still pay.
        clock.Advance(TimeSpan.FromDays(6));
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Equal("pending", await StatusOf(shop, placed));

        clock.Advance(TimeSpan.FromDays(2));
        await Eventually(async () => await StatusOf(shop, placed) == "expired" && await shop.Level("mug") == (5, 0));
        Assert.Equal("cancelled", await installation.Ask<string>("SELECT status FROM payments.payment WHERE shop_id = $1", shop.Id.Value));

        // Money that comes now is refused, so nobody keeps it by mistake.
        var late = await Capture(shop, placed);
        Assert.Equal(ErrorKind.Conflict, late.Error.Kind);
        await installation.InvariantsHold();
    }

    [Fact]
    public async Task A_cancellation_that_stopped_half_way_gives_stock_and_money_back()
    {
        var shop = await NewShop();
        using var buyer = shop.Http();
        var placed = await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)));
        var id = IdOf(placed);

        // As the transaction of the cancellation leaves it: the order and its event, nothing else.
        await shop.Installation.Do("UPDATE orders.sales_order SET status = 'cancelled' WHERE id = $1", id);
        await shop.Installation.Do(
            """
            INSERT INTO orders.outbox (shop_id, event_id, type, version, topic, key, body, created_at)
            VALUES ($1, gen_random_uuid(), 'order.cancelled', 1, 'orders', $2, jsonb_build_object('orderId', $2, 'number', '1', 'reason', '', 'wasConfirmed', true), now())
            """,
            shop.Id.Value,
            id.ToString());

        await Eventually(async () => await shop.Level("mug") == (5, 0));
        await Eventually(async () => await shop.Installation.Ask<string>("SELECT status FROM payments.payment WHERE order_id = $1", id) == "cancelled");
    }

    [Fact]
    public async Task A_confirmed_order_that_lost_its_hold_gets_its_stock_again_or_is_cancelled_and_says_so()
    {
        var shop = await NewShop();
        using var buyer = shop.Http();
        var (lucky, unlucky) = (await buyer.PostJson("/v1/orders", OrderOf(("mug", 2))), await buyer.PostJson("/v1/orders", OrderOf(("mug", 3))));
        foreach (var order in (Answer[])[lucky, unlucky])
        {
            _ = (await shop.Call(InventoryMethods.Release, new ReleaseRequest { OrderId = order.Body.GetProperty("id").GetString() })).Value;
        }

        await shop.Adjust("mug", -3);
        await Capture(shop, lucky);
        await Eventually(async () => await shop.Level("mug") == (2, 2));
        await Capture(shop, unlucky);
        await Eventually(async () => await StatusOf(shop, unlucky) == "cancelled");

        Assert.Equal("confirmed", await StatusOf(shop, lucky));
        await Eventually(async () => await shop.Installation.Ask<string>("SELECT status FROM payments.payment WHERE order_id = $1", IdOf(unlucky)) == "refunded");
        Assert.Equal("orders.shortfall", await shop.Installation.Ask<string>("SELECT cancel_reason FROM orders.sales_order WHERE id = $1", IdOf(unlucky)));
        await shop.Installation.InvariantsHold();
    }

    [Fact]
    public async Task A_payment_that_comes_in_the_last_moment_confirms_the_order_and_is_kept()
    {
        var shop = await NewShop();
        using var buyer = shop.Http();
        var placed = await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)).PaidBy("bank_transfer"));

        // The time is over and the sweeper on its way, when the money is booked in.
        await shop.Installation.Do("UPDATE orders.sales_order SET pay_until = now() - interval '1 second' WHERE id = $1", IdOf(placed));
        await shop.Installation.Do("UPDATE inventory.hold SET expires_at = now() - interval '1 second' WHERE order_id = $1", IdOf(placed));
        var captured = await Capture(shop, placed);

        // Whoever was first, the order and its money tell the same story.
        await Eventually(async () => await Holds(shop) == 0 && await StatusOf(shop, placed) == (captured.Succeeded ? "confirmed" : "expired"));
        Assert.Equal(captured.Succeeded ? (5, 2) : (5, 0), await shop.Level("mug"));
        Assert.Equal(captured.Succeeded ? "captured" : "cancelled", await shop.Installation.Ask<string>("SELECT status FROM payments.payment WHERE order_id = $1", IdOf(placed)));
        await shop.Installation.InvariantsHold();
    }

    [Fact]
    public async Task Cancelling_an_order_that_is_still_being_placed_answers_whoever_placed_it()
    {
        var shop = await NewShop();
        using var buyer = shop.Http();
        using var staff = await shop.OperatorHttp();
        var placed = await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)), "key");
        await BackToPending(shop, placed);

        Assert.Equal(200, (await staff.PostJson($"/v1/orders/{IdOf(placed)}/cancel", new { })).Status);
        var repeated = await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)), "key");

        Assert.Equal((409, "orders.cancelled", true), (repeated.Status, repeated.Code, repeated.Replayed));
        Assert.Equal((5, 0), await shop.Level("mug"));
    }

    private static async Task<TestShop> NewShop()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        await shop.AddProduct("mug", stock: 5);
        return shop;
    }

    private static async Task BackToPending(TestShop shop, Answer placed)
    {
        Assert.Equal(201, placed.Status);
        await shop.Installation.Do(
            "UPDATE orders.sales_order SET status = 'pending', payment_id = NULL, payment_status = '' WHERE id = $1", IdOf(placed));
        await shop.Installation.Do("UPDATE orders.idempotency_key SET answer = NULL WHERE shop_id = $1", shop.Id.Value);
        await AddExpiredHold(shop, placed);
    }

    private static async Task AddExpiredHold(TestShop shop, Answer placed)
    {
        await shop.Settled();
        await shop.Installation.Do(
            "INSERT INTO inventory.hold (shop_id, order_id, expires_at) VALUES ($1, $2, now() - interval '1 second')",
            shop.Id.Value,
            IdOf(placed));
    }

    private static Task<string> StatusOf(TestShop shop, Answer placed) =>
        shop.Installation.Ask<string>("SELECT status FROM orders.sales_order WHERE id = $1", IdOf(placed));

    private static Task<Result<Payment>> Capture(TestShop shop, Answer placed) =>
        shop.Call(PaymentsMethods.Capture, new CaptureRequest { Id = placed.Body.GetProperty("payment").GetProperty("id").GetString() });

    private static Guid IdOf(Answer placed) => Guid.Parse(placed.Body.GetProperty("id").GetString()!);

    private static Task<long> Holds(TestShop shop) => shop.Installation.Ask<long>("SELECT count(*) FROM inventory.hold WHERE shop_id = $1", shop.Id.Value);
}
