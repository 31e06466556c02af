using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Hosting;
using Kontor.Testing;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios;

/// <summary>What <c>kontor doctor</c> finds: each way to break the data is one that a bug or a hand in the database could have.</summary>
public sealed class DoctorTests
{
    private static readonly Lazy<Task<TestInstallation>> s_still = new(() => Task.Run(async () =>
        await TestInstallation.Start(await TestInstallation.NewDatabase(), options => options with { RunJobs = false })));

    [Theory]
    [InlineData("Every order's stock", "UPDATE inventory.reservation SET quantity = quantity + 1 WHERE order_id = $1")]
    [InlineData("Every order's stock", "DELETE FROM inventory.reservation WHERE order_id = $1")]
    [InlineData("Every order's stock", "INSERT INTO inventory.hold (shop_id, order_id, expires_at) SELECT shop_id, id, now() - interval '1 hour' FROM orders.sales_order WHERE id = $1")]
    [InlineData("No hold outlives its time", "INSERT INTO inventory.hold (shop_id, order_id, expires_at) SELECT shop_id, id, now() - interval '1 hour' FROM orders.sales_order WHERE id = $1")]
    [InlineData("What each order has reserved", "UPDATE inventory.stock_movement SET reserved_delta = reserved_delta + 1 WHERE order_id = $1")]
    [InlineData("Every order has its payment", "WITH aged AS (UPDATE orders.order_history SET at = at - interval '1 hour' WHERE order_id = $1) DELETE FROM payments.payment WHERE order_id = $1")]
    [InlineData("Every order has its payment", "UPDATE payments.payment SET amount = amount + 1 WHERE order_id = $1")]
    [InlineData("Every order has its payment", "UPDATE payments.payment SET status = 'failed' WHERE order_id = $1")]
    [InlineData("Every order has its payment", "UPDATE orders.sales_order SET payment_status = 'captured' WHERE id = $1")]
    [InlineData("No payment has more refunded", "UPDATE payments.payment SET status = 'captured' WHERE order_id = $1")]
    [InlineData("Every order's total", "UPDATE orders.sales_order SET tax = tax + 1 WHERE id = $1")]
    [InlineData("Every order's total", "UPDATE orders.sales_order_line SET unit_price = unit_price + 1 WHERE order_id = $1")]
    [InlineData("Order numbers have no gaps", "UPDATE orders.sales_order SET number = number + 1 WHERE id = $1")]
    [InlineData("Order numbers have no gaps", "INSERT INTO orders.imported_order SELECT shop_id, id, sha256(''), now() FROM orders.sales_order WHERE id = $1")]
    [InlineData("Every order's stock", "INSERT INTO orders.imported_order SELECT shop_id, id, sha256(''), now() FROM orders.sales_order WHERE id = $1")]
    [InlineData("Every order has its payment", "INSERT INTO orders.imported_order SELECT shop_id, id, sha256(''), now() FROM orders.sales_order WHERE id = $1")]
    [InlineData("Order numbers have no gaps", "INSERT INTO orders.imported_numbers SELECT shop_id, number - 1, number FROM orders.sales_order WHERE id = $1")]
    [InlineData("No order stays between two steps", "UPDATE orders.sales_order SET status = 'pending', payment_id = NULL, created_at = created_at - interval '1 hour' WHERE id = $1")]
    [InlineData("A repeat of the request", "DELETE FROM orders.idempotency_key WHERE shop_id = (SELECT shop_id FROM orders.sales_order WHERE id = $1)")]
    [InlineData(
        "No idempotency key is claimed",
        "UPDATE orders.idempotency_key SET answer = NULL, created_at = created_at - interval '1 hour' WHERE shop_id = (SELECT shop_id FROM orders.sales_order WHERE id = $1)")]
    public async Task What_is_broken_is_found(string check, string sql)
    {
        var (shop, order) = await Placed();
        Assert.Empty(await Violations(shop, order));

        await shop.Installation.Do(sql, order);

        Assert.Contains(await Violations(shop, order), found => found.StartsWith(check, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stock_money_and_answers_of_an_order_that_is_gone_are_found()
    {
        var (shop, order) = await Placed();
        foreach (var sql in (string[])["DELETE FROM orders.sales_order_line WHERE order_id = $1", "DELETE FROM orders.sales_order WHERE id = $1"])
        {
            await shop.Installation.Do(sql, order);
        }

        var found = await Violations(shop, order);
        Assert.Contains(found, violation => violation.Contains($"mug 2 is kept for order {order}", StringComparison.Ordinal));
        Assert.Contains(found, violation => violation.Contains($"is for order {order}, which doesn't exist", StringComparison.Ordinal));
        Assert.Contains(found, violation => violation.Contains($"a key's answer tells of order {order}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_order_that_was_just_cancelled_is_under_way_and_one_that_was_long_ago_is_broken()
    {
        var (shop, order) = await Placed();
        await shop.Installation.Do("UPDATE orders.sales_order SET status = 'cancelled' WHERE id = $1", order);

        Assert.Empty(await Violations(shop, order));
        Assert.True((await Examine(shop)).Sum(found => found.Findings.InFlight) >= 2);

        await shop.Installation.Do("UPDATE orders.order_history SET at = at - interval '1 hour' WHERE order_id = $1", order);
        await shop.Installation.Do("UPDATE payments.payment SET changed_at = changed_at - interval '1 hour' WHERE order_id = $1", order);

        var found = await Violations(shop, order);
        Assert.Contains(found, violation => violation.Contains("is cancelled and keeps mug 2", StringComparison.Ordinal));
        Assert.Contains(found, violation => violation.Contains("give the money back", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("name_key = name_key || '!'")]
    [InlineData("price_from = price_from + 1")]
    [InlineData("popularity = popularity + 1")]
    [InlineData("status = 'draft'")]
    public async Task A_product_in_a_wrong_place_of_its_categorys_list_is_found(string change)
    {
        var shop = await (await s_still.Value).NewShop();
        var mug = new ImportedProduct { Sku = "mug", Name = "Mug", CategoryPath = { "Mugs" }, Price = new MoneyAmount { Amount = 100, Currency = "EUR" } };
        await shop.Call(CatalogMethods.ImportProducts, new ImportProductsRequest { Products = { mug } });
        Assert.Empty(await Violations(shop, Guid.NewGuid()));

        await shop.Installation.Do($"UPDATE catalog.product_category SET {change} WHERE shop_id = $1", shop.Id.Value);

        Assert.StartsWith("Every product stands", Assert.Single(await Violations(shop, Guid.NewGuid())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_tells_how_much_it_looked_at()
    {
        var (shop, _) = await Placed();

        Assert.All((await Examine(shop)).Where(found => found.Check.Name.StartsWith("Every order", StringComparison.Ordinal)), found => Assert.True(found.Findings.Looked >= 1, found.Check.Name));
    }

    private static async Task<(TestShop Shop, Guid Order)> Placed()
    {
        var shop = await (await s_still.Value).NewShop();
        await shop.AddProduct("mug", stock: 5);
        using var buyer = shop.Http();
        var placed = await buyer.PostJson("/v1/orders", OrderOf(("mug", 2)));
        await shop.Settled();
        Assert.Equal(201, placed.Status);
        return (shop, Guid.Parse(placed.Body.GetProperty("id").GetString()!));
    }

    private static async Task<List<(InvariantCheck Check, Findings Findings)>> Examine(TestShop shop)
    {
        var found = new List<(InvariantCheck, Findings)>();
        foreach (var check in shop.Installation.App.Checks)
        {
            found.Add((check, await check.Examine(CancellationToken.None)));
        }

        return found;
    }

    /// <summary>What is found of this shop: the tests beside have broken other shops.</summary>
    private static async Task<List<string>> Violations(TestShop shop, Guid order) =>
    [
        .. (await Examine(shop)).SelectMany(found => found.Findings.Violations.Select(violation => $"{found.Check.Name}: {violation}"))
            .Where(violation => violation.Contains(shop.Id.ToString(), StringComparison.Ordinal) || violation.Contains(order.ToString(), StringComparison.Ordinal)),
    ];
}
