using Kontor.Testing;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios;

public sealed class OrderJourneyTests
{
    [Fact]
    public async Task A_guest_orders_reads_it_back_and_cancels_and_the_stock_is_free_again()
    {
        var shop = await NewShop();
        await shop.AddProduct("mug", price: 1290, stock: 10);
        using var guest = shop.Http();

        var placed = await guest.PostJson("/v1/orders", OrderOf(("mug", 2)));
        Assert.Equal(201, placed.Status);
        Assert.Equal("confirmed", placed.Body.GetProperty("status").GetString());
        Assert.Equal(2580, placed.Body.GetProperty("totals").GetProperty("total").GetProperty("amount").GetInt64());
        Assert.Equal(412, placed.Body.GetProperty("totals").GetProperty("tax").GetProperty("amount").GetInt64());
        Assert.Equal("authorized", placed.Body.GetProperty("payment").GetProperty("status").GetString());
        Assert.Equal((10, 2), await shop.Level("mug"));

        var (id, token) = (placed.Body.GetProperty("id").GetString(), placed.Body.GetProperty("accessToken").GetString());
        var read = await guest.GetJson($"/v1/orders/{id}?access_token={token}");
        Assert.Equal(placed.Body.GetProperty("number").GetString(), read.Body.GetProperty("number").GetString());
        Assert.False(read.Body.TryGetProperty("accessToken", out _));
        Assert.Equal(404, (await guest.GetJson($"/v1/orders/{id}")).Status);
        Assert.Equal(404, (await guest.GetJson($"/v1/orders/{id}?access_token=wrong")).Status);

        using var bearer = shop.Http(token);
        var cancelled = await bearer.PostJson($"/v1/orders/{id}/cancel", new { });
        Assert.Equal(200, cancelled.Status);
        Assert.Equal("cancelled", cancelled.Body.GetProperty("status").GetString());
        Assert.Equal("cancelled", cancelled.Body.GetProperty("payment").GetProperty("status").GetString());
        Assert.Equal((10, 0), await shop.Level("mug"));

        var history = await guest.GetJson($"/v1/orders/{id}/history?access_token={token}");
        Assert.Equal(["placed", "confirmed", "cancelled"], history.Body.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("event").GetString()));
        await shop.Installation.InvariantsHold();
    }

    [Fact]
    public async Task A_customer_sees_the_own_orders_and_nobody_elses_and_staff_see_all()
    {
        var shop = await NewShop();
        await shop.AddProduct("mug", stock: 10);
        using var anna = await shop.Customer("anna@example.com");
        using var bert = await shop.Customer("bert@example.com");
        using var staff = await shop.OperatorHttp();

        var placed = await anna.PostJson("/v1/orders", OrderOf(("mug", 1)));
        var id = placed.Body.GetProperty("id").GetString();

        Assert.Equal("anna@example.com", placed.Body.GetProperty("customer").GetProperty("email").GetString());
        Assert.False(placed.Body.TryGetProperty("accessToken", out _));
        Assert.Equal(200, (await anna.GetJson($"/v1/orders/{id}")).Status);
        Assert.Equal(404, (await bert.GetJson($"/v1/orders/{id}")).Status);
        Assert.Equal(404, (await bert.PostJson($"/v1/orders/{id}/cancel", new { })).Status);
        Assert.Single((await anna.GetJson("/v1/orders")).Body.GetProperty("items").EnumerateArray());
        Assert.Empty((await bert.GetJson("/v1/orders")).Body.GetProperty("items").EnumerateArray());
        Assert.Single((await staff.GetJson("/v1/orders?status=confirmed")).Body.GetProperty("items").EnumerateArray());
        Assert.Empty((await staff.GetJson("/v1/orders?status=pending")).Body.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Orders_are_listed_page_by_page_without_gaps()
    {
        var shop = await NewShop();
        await shop.AddProduct("mug", stock: 100);
        using var guest = shop.Http();
        using var staff = await shop.OperatorHttp();
        var placed = (await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => guest.PostJson("/v1/orders", OrderOf(("mug", 1))))))
            .Select(answer => answer.Body.GetProperty("number").GetString()).Order().ToList();

        var listed = new List<string?>();
        string? after = null;
        do
        {
            var page = (await staff.GetJson($"/v1/orders?limit=10{(after is null ? "" : $"&after={after}")}")).Body;
            listed.AddRange(page.GetProperty("items").EnumerateArray().Select(order => order.GetProperty("number").GetString()));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);

        Assert.Equal(placed, listed.Order());
        Assert.Equal(25, placed.Distinct().Count());
    }

    [Fact]
    public async Task What_is_wrong_with_an_order_is_said_and_changes_nothing()
    {
        var shop = await NewShop();
        await shop.AddProduct("mug", stock: 1);
        await shop.AddProduct("draft", stock: 1, status: "draft");
        using var guest = shop.Http();

        var unknown = await guest.PostJson("/v1/orders", OrderOf(("mug", 1), ("nothing", 1), ("draft", 1)));
        Assert.Equal((400, "orders.unknown_sku"), (unknown.Status, unknown.Code));
        Assert.Equal(["/lines/1/sku", "/lines/2/sku"], unknown.Body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()));

        var tooMany = await guest.PostJson("/v1/orders", OrderOf(("mug", 1), ("mug", 1)));
        Assert.Equal((409, "orders.out_of_stock"), (tooMany.Status, tooMany.Code));
        Assert.Equal(["/lines/0/quantity", "/lines/1/quantity"], tooMany.Body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()));

        Assert.Equal(400, (await guest.PostJson("/v1/orders", OrderOf())).Status);
        Assert.Equal(400, (await guest.PostJson("/v1/orders", OrderOf(("mug", 0)))).Status);
        Assert.Equal(400, (await guest.PostJson("/v1/orders", OrderOf(("mug", 100_001)))).Status);
        Assert.Equal(400, (await guest.PostJson("/v1/orders", OrderOf(("mug", 1)).PaidBy("barter"))).Status);
        Assert.Equal((1, 0), await shop.Level("mug"));
        Assert.Equal(0, await shop.Installation.Ask<long>("SELECT count(*) FROM orders.sales_order WHERE shop_id = $1", shop.Id.Value));
    }

    [Fact]
    public async Task An_order_that_is_paid_later_waits_and_is_confirmed_when_the_money_is_there()
    {
        var shop = await NewShop();
        await shop.AddProduct("mug", stock: 3);
        using var guest = shop.Http();
        using var staff = await shop.OperatorHttp();

        var placed = await guest.PostJson("/v1/orders", OrderOf(("mug", 2)).PaidBy("bank_transfer"));
        var id = placed.Body.GetProperty("id").GetString();
        Assert.Equal((201, "pending"), (placed.Status, placed.Body.GetProperty("status").GetString()));
        Assert.Equal((3, 2), await shop.Level("mug"));

        var captured = await staff.PostJson($"/v1/payments/{placed.Body.GetProperty("payment").GetProperty("id").GetString()}/capture", new { });
        Assert.Equal((200, "captured"), (captured.Status, captured.Body.GetProperty("status").GetString()));
        await Eventually(async () => (await staff.GetJson($"/v1/orders/{id}")).Body.GetProperty("status").GetString() == "confirmed");
        await Eventually(async () => await shop.Installation.Ask<long>("SELECT count(*) FROM inventory.hold WHERE shop_id = $1", shop.Id.Value) == 0);
        Assert.Equal((3, 2), await shop.Level("mug"));

        // The money goes back with the order.
        var cancelled = await staff.PostJson($"/v1/orders/{id}/cancel", new { });
        Assert.Equal("refunded", cancelled.Body.GetProperty("payment").GetProperty("status").GetString());
        Assert.Equal((3, 0), await shop.Level("mug"));
        var history = await staff.GetJson($"/v1/orders/{id}/history");
        Assert.Equal(
            ["placed", "awaiting_payment", "confirmed", "paid", "cancelled"], history.Body.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("event").GetString()));
    }

    [Fact]
    public async Task A_crawler_that_follows_every_link_makes_no_rows()
    {
        const string Rows =
            """
            SELECT sum((xpath('/row/count/text()', query_to_xml(format('SELECT count(*) FROM %I.%I WHERE shop_id = %L', nspname, relname, $1::uuid), false, true, '')))[1]::text::bigint)::bigint
            FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE relkind = 'r' AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'shop_id')
            """;
        var shop = await NewShop();
        var product = await shop.AddProduct("mug", stock: 1);
        using var crawler = shop.Http();
        var before = await shop.Installation.Ask<long>(Rows, shop.Id.Value);

        foreach (var path in (string[])["/v1/products", "/v1/products?q=mug", $"/v1/products/{product}", "/v1/products/nothing", "/v1/categories", "/v1/orders", "/v1/payment-methods", "/v1/stock/mug", "/", "/docs", "/v1/nothing"])
        {
            using var answer = await crawler.GetAsync(new Uri(path, UriKind.Relative));
            Assert.True((int)answer.StatusCode < 500);
        }

        Assert.Equal(before, await shop.Installation.Ask<long>(Rows, shop.Id.Value));
    }

    private static async Task<TestShop> NewShop() => await (await TestInstallation.Shared).NewShop();
}
