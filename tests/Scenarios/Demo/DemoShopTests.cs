using System.Net;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Shops.V1;
using Kontor.Host.Demo;
using Kontor.Host.Demo.Range;
using Kontor.Platform.Hosting;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Kontor.Testing;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios.Demo;

/// <summary>Filling the shop of a new installation.</summary>
[Trait("Processes", "own")]
public sealed class DemoShopTests
{
    private static readonly int s_products = DemoRange.Shelves.Sum(shelf => shelf.Products.Count);

    private static readonly int s_variants = DemoRange.Shelves.Sum(shelf => shelf.Products.Sum(product => product.Variants.Count()));

    [Fact]
    public async Task It_is_filled_once_looks_good_and_everything_adds_up()
    {
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase());
        await using var app = installation.App;

        var tally = await (await Due(installation))!.Fill();

        Assert.Equal(new DemoTally(s_products, s_variants, DemoOrders.Wanted.Count), tally);
        Assert.Null(await Due(installation));
        await IsComplete(installation);
        using var http = new HttpClient { BaseAddress = app.Address };
        var first = (await http.GetJson("/v1/products?limit=1")).Body.GetProperty("items")[0];
        var address = first.GetProperty("images")[0].GetString()!;
        using var picture = await http.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", picture.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", picture.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", picture.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "If-None-Match", picture.Headers.ETag!.Tag } } };
        Assert.Equal(HttpStatusCode.NotModified, (await http.SendAsync(again)).StatusCode);
        Assert.Equal(404, (await http.GetJson(address.Replace(".svg", ".png", StringComparison.Ordinal))).Status);

        foreach (var (_, email, _) in DemoUsers.Logins)
        {
            Assert.Equal(200, (await http.PostJson("/v1/auth/login", new { email, password = DemoUsers.Password })).Status);
        }
    }

    [Fact]
    public async Task What_was_interrupted_anywhere_is_completed_and_nothing_doubles()
    {
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase());
        await using var app = installation.App;
        string[] steps =
        [
            "SELECT count(*) FROM catalog.category WHERE parent_id IS NOT NULL", "SELECT count(*) FROM inventory.stock_level", "SELECT count(*) FROM catalog.picture", "SELECT count(*) - 20 FROM catalog.product",
            "SELECT count(*) - 2 FROM users.account", "SELECT count(*) - 3 FROM orders.sales_order",
        ];
        foreach (var step in steps)
        {
            using var killed = new CancellationTokenSource();
            var filling = (await DemoShop.Due(app, killed.Token))!.Fill();
            await Eventually(async () => filling.IsCompleted || await installation.Ask<long>(step) > 0, TimeSpan.FromSeconds(60));
            await killed.CancelAsync();
            await filling.ContinueWith(_ => { }, TaskScheduler.Default);
            if (await Due(installation) is null)
            {
                break;
            }
        }

        _ = await (await Due(installation) is { } due ? due.Fill() : Task.FromResult<DemoTally?>(null));

        await IsComplete(installation);
    }

    [Fact]
    public async Task Two_processes_that_start_at_once_fill_one_shop_and_one_of_them_tells()
    {
        var database = await TestInstallation.NewDatabase();
        var one = await TestInstallation.Start(database);
        var other = await TestInstallation.Start(database);
        await using var apps = one.App;
        await using var beside = other.App;

        var tallies = await Task.WhenAll((await Due(one))!.Fill(), (await Due(other))!.Fill());

        Assert.Single(tallies, tally => tally is not null);
        await IsComplete(one);
    }

    [Theory]
    [InlineData("category")]
    [InlineData("shop")]
    public async Task Where_there_is_something_nothing_is_added(string what)
    {
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase());
        await using var app = installation.App;
        var main = await MainShop(installation);
        if (what == "category")
        {
            _ = (await main.Call(CatalogMethods.CreateCategory, new CreateCategoryRequest { Slug = "mine", Name = "Mine" })).Value;
        }
        else
        {
            await installation.NewShop();
        }

        Assert.Null(await Due(installation));
        Assert.Equal(0, await installation.Ask<long>("SELECT count(*) FROM catalog.product"));
    }

    [Fact]
    public async Task Whoever_comes_through_a_proxy_cannot_use_a_demo_password()
    {
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase(), options => options with { TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")] });
        await using var app = installation.App;
        await (await Due(installation))!.Fill();
        var (_, email, _) = DemoUsers.Logins[^1];
        using var here = new HttpClient { BaseAddress = app.Address };
        using var elsewhere = new HttpClient { BaseAddress = app.Address, DefaultRequestHeaders = { { "X-Forwarded-For", "203.0.113.5" } } };

        Assert.Equal(200, (await here.PostJson("/v1/auth/login", new { email, password = DemoUsers.Password })).Status);
        var refused = await elsewhere.PostJson("/v1/auth/login", new { email, password = DemoUsers.Password });

        Assert.Equal((403, "users.demo_password"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_process_of_the_gateway_alone_asks_the_users_before_it_listens_to_others()
    {
        var database = await TestInstallation.NewDatabase();
        var secret = RpcSecret.Of("shared-by-the-processes-of-a-test");
        var shop = await TestInstallation.Start(database, options => options with { RpcPort = 0, RpcSecret = secret });
        await using var app = shop.App;
        await (await Due(shop))!.Fill();
        var peers = PeerList.Parse(string.Join(',', Host.ServiceList.All().Where(service => service.Name != "gateway").Select(service => $"{service.Name}={app.RpcAddress}")));
        KontorOptions Open(KontorOptions options) => options with { Services = "gateway", Bind = "0.0.0.0", Peers = peers, RpcSecret = secret };

        var refused = await Assert.ThrowsAsync<ConfigurationException>(() => TestInstallation.Start(database, Open));
        _ = (await (await MainShop(shop)).Call(Contracts.Users.V1.UsersMethods.EndDemoUsers, new())).Value;
        var opened = await TestInstallation.Start(database, Open);
        await opened.App.DisposeAsync();

        Assert.Contains("kontor demo end", refused.Message, StringComparison.Ordinal);
        Assert.Contains(DemoUsers.Logins[0].Email, refused.Message, StringComparison.Ordinal);
    }

    private static Task<DemoShop?> Due(TestInstallation installation) => DemoShop.Due(installation.App, CancellationToken.None);

    private static async Task<TestShop> MainShop(TestInstallation installation)
    {
        var call = new CallContext(default, Actor.System, DateTimeOffset.UtcNow + TimeSpan.FromSeconds(30), CancellationToken.None);
        var main = (await installation.App.Client.Call(ShopsMethods.GetShop, new GetShopRequest { Handle = "main" }, call)).Value;
        return new TestShop(installation, new ShopId(Guid.Parse(main.Id)), main.Handle, main.Currency);
    }

    private static async Task IsComplete(TestInstallation installation)
    {
        Assert.Equal(s_products, await installation.Ask<long>("SELECT count(*) FROM catalog.product WHERE status = 'active' AND cardinality(images) > 0"));
        Assert.Equal(s_variants, await installation.Ask<long>("SELECT count(*) FROM catalog.variant"));
        Assert.Equal(DemoRange.Shelves.Count, await installation.Ask<long>("SELECT count(*) FROM catalog.category WHERE parent_id IS NOT NULL"));
        Assert.Equal(0, await installation.Ask<long>("SELECT count(*) FROM catalog.product p, unnest(p.images) image WHERE image NOT IN (SELECT '/media/' || hash || '.svg' FROM catalog.picture)"));
        Assert.Equal(0, await installation.Ask<long>("SELECT count(*) FROM inventory.stock_level WHERE sku NOT IN (SELECT sku FROM catalog.variant)"));
        Assert.Equal(DemoUsers.Logins.Count, await installation.Ask<long>("SELECT count(*) FROM users.account WHERE has_demo_password"));
        Assert.Equal(1, await installation.Ask<long>("SELECT count(*) FROM users.address"));
        Assert.Equal(DemoOrders.Wanted.Count, await installation.Ask<long>("SELECT count(*) FROM orders.sales_order"));
        await Eventually(async () => await installation.Ask<string>("SELECT string_agg(DISTINCT status, ' ' ORDER BY status) FROM orders.sales_order") == "cancelled confirmed pending");
        await installation.InvariantsHold();
    }
}
