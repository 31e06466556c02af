using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Kontor.Testing;

namespace Kontor.Gateway.Tests.Edge;

public sealed class TokenTests
{
    [Fact]
    public async Task A_customer_is_known_by_their_token()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        using var http = shop.Http(await Customer(shop));
        var me = await http.GetFromJsonAsync<JsonElement>("/v1/me");
        Assert.EndsWith("@example.com", me.GetProperty("email").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_anybody_touched_is_refused_on_public_paths_too()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        using var guest = shop.Http();
        var key = (await guest.GetFromJsonAsync<JsonElement>("/.well-known/jwks.json")).GetProperty("keys")[0];
        foreach (var forged in Forgery.Of(await Customer(shop), key))
        {
            foreach (var path in new[] { "/v1/me", "/v1/products", "/.well-known/jwks.json" })
            {
                using var http = shop.Http();
                http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + forged);
                using var answer = await http.GetAsync(path);
                Assert.StartsWith("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
                await Task.FromResult(answer).ShouldBe(HttpStatusCode.Unauthorized, "auth.invalid_token");
            }
        }
    }

    [Theory]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("x")]
    public async Task Other_schemes_are_refused(string authorization)
    {
        using var http = (await (await TestInstallation.Shared).NewShop()).Http();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        await http.GetAsync("/v1/products").ShouldBe(HttpStatusCode.Unauthorized, "auth.invalid_token");
    }

    [Fact]
    public async Task A_token_dies_an_hour_after_it_was_made()
    {
        var clock = new MovedClock();
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase(), options => options with { Clock = clock });
        await using (installation.App)
        {
            var shop = await installation.NewShop();
            using var http = shop.Http(await Customer(shop));
            clock.Ahead = TimeSpan.FromMinutes(59);
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/v1/me")).StatusCode);
            clock.Ahead = TimeSpan.FromMinutes(61);
            await http.GetAsync("/v1/me").ShouldBe(HttpStatusCode.Unauthorized, "auth.invalid_token");
        }
    }

    [Fact]
    public async Task A_token_is_good_for_its_own_shop_only()
    {
        var installation = await TestInstallation.Shared;
        var (home, other) = (await installation.NewShop(), await installation.NewShop());
        using var http = other.Http(await Customer(home));
        await http.GetAsync("/v1/products").ShouldBe(HttpStatusCode.Forbidden, "shops.forbidden");
        await http.GetAsync("/v1/me").ShouldBe(HttpStatusCode.Forbidden, "shops.forbidden");
        using var operators = await other.OperatorHttp();
        Assert.Equal(HttpStatusCode.OK, (await operators.GetAsync("/v1/locations")).StatusCode);
    }

    [Fact]
    public async Task Rights_are_checked_before_the_body_is_looked_at()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        using var guest = shop.Http();
        using var customer = shop.Http(await Customer(shop));
        foreach (var (method, path) in new[]
        {
            ("POST", "/v1/products"), ("PATCH", "/v1/variants/x"), ("POST", "/v1/locations"), ("POST", "/v1/shops"), ("POST", "/v1/api-keys"), ("POST", "/v1/stock/x/adjustments"),
        })
        {
            await guest.SendText(method, path, "{not json").ShouldBe(HttpStatusCode.Unauthorized, "auth.required");
            await customer.SendText(method, path, "{not json").ShouldBe(HttpStatusCode.Forbidden, "auth.forbidden");
        }
    }

    [Fact]
    public async Task An_API_key_works_in_its_shop_until_it_is_revoked()
    {
        var installation = await TestInstallation.Shared;
        var shop = await installation.NewShop();
        using var admin = await shop.OperatorHttp();
        using var answer = await admin.PostAsJsonAsync("/v1/api-keys", new { name = "till", roles = new[] { "staff" } });
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
        using var program = shop.Http();
        program.DefaultRequestHeaders.Add("X-Api-Key", made.GetProperty("secret").GetString());
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/v1/locations")).StatusCode);
        await program.GetAsync("/v1/api-keys").ShouldBe(HttpStatusCode.Forbidden, "auth.forbidden");

        using var elsewhere = (await installation.NewShop()).Http();
        elsewhere.DefaultRequestHeaders.Add("X-Api-Key", made.GetProperty("secret").GetString());
        await elsewhere.GetAsync("/v1/products").ShouldBe(HttpStatusCode.Forbidden, "shops.forbidden");

        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/v1/api-keys/{made.GetProperty("id").GetString()}")).StatusCode);
        var patience = DateTimeOffset.UtcNow + TimeSpan.FromSeconds(15);
        while ((await program.GetAsync("/v1/products")).StatusCode != HttpStatusCode.Unauthorized)
        {
            Assert.True(DateTimeOffset.UtcNow < patience, "The key lives on.");
            await Task.Delay(100);
        }
    }

    [Fact]
    public async Task An_API_key_is_told_that_it_has_no_account()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        using var admin = await shop.OperatorHttp();
        using var answer = await admin.PostAsJsonAsync("/v1/api-keys", new { name = "till", roles = new[] { "admin" } });
        using var program = shop.Http();
        program.DefaultRequestHeaders.Add("X-Api-Key", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString());
        foreach (var path in new[] { "/v1/me", "/v1/me/addresses" })
        {
            await program.GetAsync(path).ShouldBe(HttpStatusCode.Forbidden, "auth.people_only");
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("'; --")]
    public async Task An_unknown_API_key_is_refused(string key)
    {
        using var http = (await (await TestInstallation.Shared).NewShop()).Http();
        http.DefaultRequestHeaders.TryAddWithoutValidation("X-Api-Key", key);
        await http.GetAsync("/v1/products").ShouldBe(HttpStatusCode.Unauthorized, "auth.invalid_api_key");
    }

    [Fact]
    public async Task Two_credentials_are_one_too_many()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        using var http = shop.Http(await Customer(shop));
        http.DefaultRequestHeaders.Add("X-Api-Key", "x");
        await http.GetAsync("/v1/products").ShouldBe(HttpStatusCode.BadRequest, "auth.two_credentials");
    }

    [Fact]
    public async Task An_order_token_opens_nothing_but_orders()
    {
        using var http = (await (await TestInstallation.Shared).NewShop()).Http();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "some-order-token");
        await http.GetAsync("/v1/products").ShouldBe(HttpStatusCode.Unauthorized, "auth.invalid_token");
        await http.GetAsync("/v1/orders").ShouldBe(HttpStatusCode.Unauthorized, "auth.invalid_token");
        await http.GetAsync("/v1/orders/018f0000-0000-7000-8000-000000000000").ShouldBe(HttpStatusCode.NotFound, "orders.unknown");
    }

    private static async Task<string> Customer(TestShop shop)
    {
        using var http = shop.Http();
        var credentials = new { email = $"{Guid.NewGuid():N}@example.com", password = "correct horse battery staple" };
        using var registered = await http.PostAsJsonAsync("/v1/auth/register", new { credentials.email, credentials.password, name = "A" });
        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
        using var signedIn = await http.PostAsJsonAsync("/v1/auth/login", credentials);
        return (await signedIn.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
