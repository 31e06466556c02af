using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Testing;

namespace Kontor.Inventory.Tests;

public sealed class ReservationTests
{
    [Fact]
    public async Task Two_lines_of_one_sku_must_fit_together()
    {
        var shop = await NewShop();
        await shop.Open(("a", 5));

        var tooMany = await shop.Reserve(Guid.NewGuid(), ("a", 3), ("a", 3));
        var fits = await shop.Reserve(Guid.NewGuid(), ("a", 3), ("a", 2));

        Assert.Equal("inventory.out_of_stock", tooMany.Error.Code);
        Assert.True(fits.Succeeded);
        Assert.Equal((5, 5), await shop.Level("a"));
        await shop.Installation.InvariantsHold("inventory");
    }

    [Fact]
    public async Task A_repeat_finds_what_its_first_sending_got_also_when_that_is_allocated_and_never_once_it_is_released()
    {
        var shop = await NewShop();
        await shop.Open(("a", 5));
        var (first, again) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.True((await shop.Reserve(first, "key", 30, ("a", 2))).Succeeded);
        Assert.True(await shop.Commit(first));

        Assert.Equal(first.ToString(), (await shop.Reserve(again, "key", 30, ("a", 2))).Value.OrderId);
        Assert.Equal((5, 2), await shop.Level("a"));

        await shop.Release(first);
        Assert.Equal(again.ToString(), (await shop.Reserve(again, "key", 30, ("a", 2))).Value.OrderId);
        Assert.Equal(again.ToString(), (await shop.Reserve(first, "key", 30, ("a", 2))).Value.OrderId);
        Assert.Equal((5, 2), await shop.Level("a"));
        await shop.Installation.InvariantsHold("inventory");
    }

    [Fact]
    public async Task A_key_that_comes_with_something_else_is_refused_as_long_as_the_first_has_its_stock_and_leaves_nothing()
    {
        var shop = await NewShop();
        await shop.Open(("a", 100));
        var (first, other) = (Guid.NewGuid(), Guid.NewGuid());
        Task<Result<Hold>> Ask(Guid order, string body) => shop.Call(
            InventoryMethods.Reserve,
            new ReserveRequest { OrderId = order.ToString(), RequestKey = "key", RequestBody = body, HoldSeconds = 60, Lines = { new SkuQuantity { Sku = "a", Quantity = 1 } } });

        var together = await Task.WhenAll(Ask(first, "one"), Ask(other, "another"));
        var (held, refused) = together[0].Succeeded ? (first, together[1]) : (other, together[0]);
        Assert.Equal("idempotency.mismatch", refused.Error.Code);
        Assert.Equal("idempotency.mismatch", (await Ask(Guid.NewGuid(), "a third")).Error.Code);
        Assert.Equal((100, 1), await shop.Level("a"));
        Assert.Equal(2, await shop.Installation.Ask<long>("SELECT count(*) FROM inventory.stock_movement WHERE shop_id = $1", shop.Id.Value));

        await shop.Release(held);
        Assert.True((await Ask(Guid.NewGuid(), "a third")).Succeeded);
        await shop.Installation.InvariantsHold("inventory");
    }

    [Fact]
    public async Task New_requests_repeats_and_requests_for_too_much_share_a_group_and_each_gets_its_own_answer()
    {
        var shop = await NewShop();
        await shop.Open(("plenty", 1_000), ("scarce", 3));
        Assert.True((await shop.Reserve(Guid.NewGuid(), ("plenty", 1))).Succeeded);
        var (known, repeated) = (Guid.NewGuid(), Guid.NewGuid());
        await shop.Reserve(known, "key", 30, ("plenty", 1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => (number % 4) switch
        {
            0 => shop.Reserve(Guid.NewGuid(), "key", 30, ("plenty", 1)),
            1 => shop.Reserve(repeated, ("plenty", 2)),
            2 => shop.Reserve(Guid.NewGuid(), ("scarce", 1), ("plenty", 1)),
            _ => shop.Reserve(Guid.NewGuid(), $"key {number}", 30, ("plenty", 1)),
        }));

        Assert.All(answers.Where((_, number) => number % 4 == 0), answer => Assert.Equal(known.ToString(), answer.Value.OrderId));
        Assert.All(answers.Where((_, number) => number % 4 == 1), answer => Assert.Equal(repeated.ToString(), answer.Value.OrderId));
        Assert.Equal(3, answers.Where((_, number) => number % 4 == 2).Count(answer => answer.Succeeded));
        Assert.All(answers.Where((_, number) => number % 4 == 3), answer => Assert.True(answer.Succeeded));
        Assert.Equal((1_000, 1 + 1 + 2 + 3 + 15), await shop.Level("plenty"));
        Assert.Equal((3, 3), await shop.Level("scarce"));
        await shop.Installation.InvariantsHold("inventory");
    }

    [Fact]
    public async Task Stock_that_was_plentiful_when_it_was_last_looked_at_is_not_oversold()
    {
        var shop = await NewShop();
        await shop.AddProduct("a");
        await shop.Open(("a", 100));
        Assert.True((await shop.Reserve(Guid.NewGuid(), "first", 60, ("a", 1))).Succeeded);
        Assert.True((await shop.Call(InventoryMethods.AdjustStock, new AdjustStockRequest { Sku = "a", Location = "main", Delta = -60, Reason = "broken" })).Succeeded);

        var answers = await Task.WhenAll(Enumerable.Range(0, 80).Select(number => shop.Reserve(Guid.NewGuid(), $"key {number}", 60, ("a", 1))));

        Assert.Equal(39, answers.Count(answer => answer.Succeeded));
        Assert.Equal((40, 40), await shop.Level("a"));
        await shop.Installation.InvariantsHold("inventory");
    }

    [Theory]
    [InlineData("a", 0)]
    [InlineData("a", -1)]
    [InlineData("a", 1_000_000_001)]
    [InlineData("", 1)]
    [InlineData("a\0b", 1)]
    public async Task Opening_stock_that_cannot_be_is_refused_and_opens_nothing(string sku, long quantity)
    {
        var shop = await NewShop();

        var refused = await shop.Call(
            InventoryMethods.OpenStock,
            new OpenStockRequest { Stock = { new SkuQuantity { Sku = "b", Quantity = 1 }, new SkuQuantity { Sku = sku, Quantity = quantity } }, Reason = "opening stock" });

        Assert.Equal((ErrorKind.Invalid, "inventory.invalid"), (refused.Error.Kind, refused.Error.Code));
        Assert.StartsWith("/stock/1/", Assert.Single(refused.Error.Faults).Pointer, StringComparison.Ordinal);
        Assert.Equal(0, await shop.Installation.Ask<long>("SELECT count(*) FROM inventory.stock_level WHERE shop_id = $1", shop.Id.Value));
    }

    [Fact]
    public async Task A_line_that_is_short_leaves_nothing_held()
    {
        var shop = await NewShop();
        await shop.Open(("a", 5), ("b", 1));

        var refused = await shop.Reserve(Guid.NewGuid(), "key", 30, ("a", 5), ("b", 2), ("never-stocked", 1));

        Assert.Equal(["b", "never-stocked"], refused.Error.Faults.Select(fault => fault.Pointer));
        Assert.Equal((5, 0), await shop.Level("a"));
        Assert.Equal(0, await shop.Installation.Ask<long>("SELECT count(*) FROM inventory.hold WHERE shop_id = $1", shop.Id.Value));
        Assert.Equal(0, await shop.Installation.Ask<long>("SELECT count(*) FROM inventory.request WHERE shop_id = $1", shop.Id.Value));
    }

    [Fact]
    public async Task Three_hundred_buyers_at_once_get_exactly_the_hundred_that_are_there()
    {
        var shop = await NewShop();
        await shop.Open(("hot", 100));

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(buyer => shop.Reserve(Guid.NewGuid(), $"buyer {buyer}", 60, ("hot", 1))));

        Assert.Equal(100, answers.Count(answer => answer.Succeeded));
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal("inventory.out_of_stock", answer.Error.Code));
        Assert.Equal((100, 100), await shop.Level("hot"));
        await shop.Installation.InvariantsHold("inventory");
    }

    [Fact]
    public async Task Two_processes_on_one_database_sell_no_unit_twice()
    {
        var shop = await NewShop();
        await using var second = (await TestInstallation.Start(shop.Installation.OwnerConnectionString)).App;
        var there = new TestShop(shop.Installation.With(second), shop.Id, shop.Handle, shop.Currency);
        await shop.Open(("hot", 50), ("warm", 1000));

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(buyer =>
            (buyer % 2 == 0 ? shop : there).Reserve(Guid.NewGuid(), $"buyer {buyer}", 60, buyer % 3 == 0 ? [("warm", 1), ("hot", 1)] : [("hot", 1), ("warm", 2)])));

        Assert.Equal(50, answers.Count(answer => answer.Succeeded));
        Assert.Equal((50, 50), await shop.Level("hot"));
        await shop.Installation.InvariantsHold("inventory");
    }

    [Fact]
    public async Task A_repeat_finds_the_hold_that_is_there_and_does_not_put_off_its_end()
    {
        var shop = await NewShop();
        await shop.Open(("a", 5));
        var order = Guid.NewGuid();

        var first = await shop.Reserve(order, "key", -1, ("a", 3));
        var again = await shop.Reserve(Guid.NewGuid(), "key", 60, ("a", 3));

        Assert.Equal(first.Value, again.Value);
        Assert.Equal((5, 3), await shop.Level("a"));
        Assert.True((await shop.Release(order, onlyIfExpired: true)).Value.Released);
    }

    [Fact]
    public async Task An_order_that_has_its_stock_for_good_is_given_none_again()
    {
        var shop = await NewShop();
        await shop.Open(("a", 5));
        var order = Guid.NewGuid();
        await shop.Reserve(order, ("a", 3));
        Assert.True(await shop.Commit(order));

        Assert.Equal(order.ToString(), (await shop.Reserve(order, ("a", 3))).Value.OrderId);
        Assert.True(await shop.Commit(order));
        Assert.Equal((5, 3), await shop.Level("a"));
        await shop.Installation.InvariantsHold("inventory");
    }

    [Fact]
    public async Task One_request_fifty_times_at_once_holds_once()
    {
        var shop = await NewShop();
        await shop.Open(("a", 60));

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shop.Reserve(Guid.NewGuid(), "guest/key-1", 60, ("a", 1))));

        Assert.Single(answers.Select(answer => answer.Value.OrderId).Distinct());
        Assert.Equal((60, 1), await shop.Level("a"));
        await shop.Installation.InvariantsHold("inventory");
    }

    [Fact]
    public async Task Stock_that_lies_in_the_second_location_only_is_sold()
    {
        var shop = await NewShop();
        await shop.Open(("a", 1));
        await MoveTo(shop, "b-hall", 7);

        Assert.True((await shop.Reserve(Guid.NewGuid(), ("a", 7))).Succeeded);
        Assert.Equal("inventory.out_of_stock", (await shop.Reserve(Guid.NewGuid(), ("a", 2))).Error.Code);
        Assert.True((await shop.Reserve(Guid.NewGuid(), ("a", 1))).Succeeded);
        await shop.Installation.InvariantsHold("inventory");
    }

    [Fact]
    public async Task Releasing_gives_back_a_hold_and_an_allocation_and_only_once()
    {
        var shop = await NewShop();
        await shop.Open(("a", 10));
        var (held, allocated) = (Guid.NewGuid(), Guid.NewGuid());
        await shop.Reserve(held, ("a", 2));
        await shop.Reserve(allocated, ("a", 3));
        Assert.True(await shop.Commit(allocated));

        var released = await Task.WhenAll(Enumerable.Range(0, 20).Select(turn => shop.Release(turn % 2 == 0 ? held : allocated)));

        Assert.Equal(2, released.Count(answer => answer.Value.Released));
        Assert.Equal((10, 0), await shop.Level("a"));
        await shop.Installation.InvariantsHold("inventory");
    }

    [Fact]
    public async Task Committing_is_repeatable_and_fails_once_the_hold_is_gone()
    {
        var shop = await NewShop();
        await shop.Open(("a", 10));
        var order = Guid.NewGuid();
        await shop.Reserve(order, ("a", 2));

        Assert.True(await shop.Commit(order));
        Assert.True(await shop.Commit(order));
        await shop.Release(order);
        Assert.False(await shop.Commit(order));
    }

    [Fact]
    public async Task Expiry_and_commit_race_for_a_hold_and_one_of_them_wins()
    {
        var shop = await NewShop();
        await shop.Open(("a", 100));
        var orders = Enumerable.Range(0, 40).Select(_ => Guid.NewGuid()).ToList();
        await Task.WhenAll(orders.Select(order => shop.Reserve(order, "", -1, ("a", 1))));

        var outcomes = await Task.WhenAll(orders.Select(async order =>
        {
            var committing = shop.Commit(order);
            var expiring = shop.Release(order, onlyIfExpired: true);
            return (Committed: await committing, Expired: (await expiring).Value.Released);
        }));

        Assert.All(outcomes, outcome => Assert.NotEqual(outcome.Committed, outcome.Expired));
        Assert.Equal((100, outcomes.Count(outcome => outcome.Committed)), await shop.Level("a"));
        await shop.Installation.InvariantsHold("inventory");
    }

    [Fact]
    public async Task A_hold_that_still_has_time_is_neither_listed_nor_expired()
    {
        var shop = await NewShop();
        await shop.Open(("a", 10));
        var (fresh, old) = (Guid.NewGuid(), Guid.NewGuid());
        await shop.Reserve(fresh, "", 60, ("a", 1));
        await shop.Reserve(old, "", -1, ("a", 1));

        Assert.False((await shop.Release(fresh, onlyIfExpired: true)).Value.Released);
        Assert.True((await shop.Release(old, onlyIfExpired: true)).Value.Released);
        Assert.Equal((10, 1), await shop.Level("a"));
    }

    private static Task<TestShop> NewShop() => StockOfShop.NewShop();

    private static async Task MoveTo(TestShop shop, string location, long quantity)
    {
        _ = (await shop.Call(InventoryMethods.CreateLocation, new CreateLocationRequest { Code = location, Name = location, Priority = 5 })).Value;
        await shop.Installation.Do("INSERT INTO inventory.stock_level (shop_id, sku, location, on_hand) VALUES ($1, 'a', $2, $3)", shop.Id.Value, location, quantity);
        await shop.Installation.Do(
            """
            INSERT INTO inventory.stock_movement (shop_id, id, sku, location, kind, on_hand_delta, reserved_delta, actor, created_at)
            VALUES ($1, gen_random_uuid(), 'a', $2, 'adjusted', $3, 0, 'test', now())
            """,
            shop.Id.Value,
            location,
            quantity);
    }
}
