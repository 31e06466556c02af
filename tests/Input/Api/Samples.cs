using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kontor.Input.Api;

/// <summary>A good request: its address and body. <c>{u}</c> in a text stands for something that is new each time.</summary>
internal sealed record Ask(string Path, object? Body = null)
{
    public JsonNode? Json { get; } = Body is null ? null : JsonSerializer.SerializeToNode(Body);
}

/// <summary>A good request to an operation, from which the bad ones are made.</summary>
/// <param name="Lowest">Who must be let in, and nobody below. Said here once more, so that an operation that is opened by mistake is noticed.</param>
/// <param name="Make">Makes the request and whatever it is about. The body has every member that the operation knows.</param>
internal sealed record Sample(Lowest Lowest, Func<Things, Task<Ask>> Make)
{
    /// <summary>Who makes the request, when it isn't the lowest who may.</summary>
    public string? By { get; init; }

    /// <summary>True when it works once only: what it is about is used up.</summary>
    public bool Consumes { get; init; }

    /// <summary>True when a request is slow (a password is hashed) or fills something up: a part of the odd texts will do.</summary>
    public bool Sparse { get; init; }

    /// <summary>The body for odd texts, when not every member can have one without getting in the way.</summary>
    public Func<Things, Task<object>>? PlainBody { get; init; }

    /// <summary>True where the body isn't ours to describe, and a good one can't be made from outside.</summary>
    public bool IsForeign { get; init; }
}

/// <summary>A good request for every operation. Whoever adds a path adds a line here.</summary>
internal static class Samples
{
    private static readonly object s_price = new { amount = 1999, currency = "EUR" };

    private static readonly object s_address = new
    {
        name = "A", line1 = "1 High St", line2 = "Flat 2", city = "London", region = "Greater London", postalCode = "N1 1AA", country = "GB", phone = "+44 20 7946 0000",
    };

    private static readonly Dictionary<string, Sample> s_byId = new()
    {
        ["listSigningKeys"] = new(Lowest.Anyone, Just("/.well-known/jwks.json")),

        ["listShops"] = new(Lowest.Operator, Just("/v1/shops")),
        ["createShop"] = new(Lowest.Operator, Just("/v1/shops", new { handle = "shop-{u}", name = "A shop", currency = "EUR", locale = "en-GB", timeZone = "Europe/Berlin", pricesIncludeTax = true, taxRate = 19 })),
        ["getShop"] = new(Lowest.Operator, async made => new($"/v1/shops/{await made.OtherShop()}")),
        ["changeShop"] = new(Lowest.Operator, async made => new(
            $"/v1/shops/{await made.OtherShop()}",
            new { name = "A shop", currency = "EUR", locale = "en-GB", timeZone = "Europe/Berlin", pricesIncludeTax = true, taxRate = 7.7 })),

        ["register"] = new(Lowest.Anyone, Just("/v1/auth/register", new { email = "{u}@example.com", password = Things.Password, name = "A" })) { Sparse = true },
        ["logIn"] = new(Lowest.Anyone, Just("/v1/auth/login", new { email = "customer@example.com", password = Things.Password })) { Sparse = true },
        ["refreshTokens"] = new(Lowest.Anyone, async made => new("/v1/auth/refresh", new { refreshToken = await made.RefreshToken() })) { Consumes = true, Sparse = true },
        ["logOut"] = new(Lowest.Anyone, async made => new("/v1/auth/logout", new { refreshToken = await made.RefreshToken() })) { Consumes = true, Sparse = true },

        ["getMe"] = new(Lowest.SignedIn, Just("/v1/me")),
        ["changeMe"] = new(Lowest.SignedIn, Just("/v1/me", new { name = "A", email = "customer@example.com", password = Things.Password, currentPassword = Things.Password }))
        {
            PlainBody = _ => Task.FromResult<object>(new { name = "A", email = "customer@example.com" }),
        },
        ["listMyAddresses"] = new(Lowest.SignedIn, Just("/v1/me/addresses")),
        ["addMyAddress"] = new(Lowest.SignedIn, Just("/v1/me/addresses", s_address)) { Sparse = true },
        ["getMyAddress"] = new(Lowest.SignedIn, async made => new($"/v1/me/addresses/{await made.Address()}")),
        ["changeMyAddress"] = new(Lowest.SignedIn, async made => new($"/v1/me/addresses/{await made.Address()}", s_address)),
        ["deleteMyAddress"] = new(Lowest.SignedIn, async made => new($"/v1/me/addresses/{await made.Address()}")) { Consumes = true },

        ["setRoles"] = new(Lowest.Admin, async made => new($"/v1/users/{await made.User()}/roles", new { roles = new[] { "customer", "staff" } })),
        ["listApiKeys"] = new(Lowest.Admin, Just("/v1/api-keys")),
        ["createApiKey"] = new(Lowest.Admin, Just("/v1/api-keys", new { name = "A key", roles = new[] { "staff" } })) { Sparse = true },
        ["revokeApiKey"] = new(Lowest.Admin, async made => new($"/v1/api-keys/{await made.ApiKey()}")) { Consumes = true },

        ["getPicture"] = new(Lowest.Anyone, async made => new(await made.Picture())),

        ["listProducts"] = new(Lowest.Anyone, Just("/v1/products")),
        ["createProduct"] = new(Lowest.Staff, async made => new("/v1/products", NewProduct(await made.Category()))),
        ["getProduct"] = new(Lowest.Anyone, async made => new($"/v1/products/{(await made.Product()).Id}")),
        ["changeProduct"] = new(Lowest.Staff, async made => new(
            $"/v1/products/{(await made.Product()).Id}",
            new { name = "A cup", slug = "cup-{u}", description = "To drink from.", brand = "A", categories = new[] { await made.Category() }, status = "active", images = new[] { "https://example.com/cup.png" } })),
        ["deleteProduct"] = new(Lowest.Staff, async made => new($"/v1/products/{(await made.Product()).Id}")) { Consumes = true },
        ["addVariant"] = new(Lowest.Staff, async made => new($"/v1/products/{(await made.Product()).Id}/variants", NewVariant())),
        ["changeVariant"] = new(Lowest.Staff, async made => new($"/v1/variants/{(await made.Product()).Sku}", new { price = s_price, options = new { size = "M" } })),
        ["deleteVariant"] = new(Lowest.Staff, async made => new($"/v1/variants/{(await made.Product(variants: 2)).Sku}")) { Consumes = true },

        ["listCategories"] = new(Lowest.Anyone, Just("/v1/categories")),
        ["createCategory"] = new(Lowest.Staff, async made => new("/v1/categories", new { slug = "category-{u}", name = "Cups", parent = await made.Category(), position = 1 })),
        ["getCategory"] = new(Lowest.Anyone, async made => new($"/v1/categories/{await made.Category()}")),
        ["changeCategory"] = new(Lowest.Staff, async made => new($"/v1/categories/{await made.Category()}", new { name = "Cups", parent = await made.Category(), position = 1 })),
        ["deleteCategory"] = new(Lowest.Staff, async made => new($"/v1/categories/{await made.Category()}")) { Consumes = true },

        ["getStock"] = new(Lowest.Staff, async made => new($"/v1/stock/{(await made.Product()).Sku}")),
        ["adjustStock"] = new(Lowest.Staff, async made => new($"/v1/stock/{(await made.Product()).Sku}/adjustments", new { location = "main", delta = 5, reason = "count" })),
        ["listMovements"] = new(Lowest.Staff, async made => new($"/v1/stock/{(await made.Product()).Sku}/movements")),
        ["listLocations"] = new(Lowest.Staff, Just("/v1/locations")),
        ["createLocation"] = new(Lowest.Staff, Just("/v1/locations", new { code = "location-{u}", name = "A shed", priority = 100 })),
        ["getLocation"] = new(Lowest.Staff, async made => new($"/v1/locations/{await made.Location()}")),
        ["changeLocation"] = new(Lowest.Staff, async made => new($"/v1/locations/{await made.Location()}", new { name = "A shed", priority = 100 })),

        ["placeOrder"] = new(Lowest.Anyone, async made => new("/v1/orders", NewOrder((await made.Product()).Sku, new
        {
            method = "card", card = new { number = "4242424242424242", expiryMonth = 12, expiryYear = 2049, cvc = "123" },
        })))
        {
            PlainBody = async made => NewOrder((await made.Product()).Sku, new { method = "invoice" }),
        },
        ["listOrders"] = new(Lowest.SignedIn, Just("/v1/orders")),
        ["getOrder"] = new(Lowest.Anyone, async made => await made.Order() is var (id, token, _) ? new($"/v1/orders/{id}?access_token={token}") : throw new InvalidOperationException()),
        ["getOrderHistory"] = new(Lowest.Anyone, async made => await made.Order() is var (id, token, _) ? new($"/v1/orders/{id}/history?access_token={token}") : throw new InvalidOperationException()),
        ["cancelOrder"] = new(Lowest.Anyone, async made => await made.Order() is var (id, token, _) ? new($"/v1/orders/{id}/cancel?access_token={token}", new { reason = "changed my mind" }) : throw new InvalidOperationException())
        {
            Consumes = true, Sparse = true,
        },

        // Whoever isn't staff is let in and finds nothing.
        ["getPayment"] = new(Lowest.Anyone, async made => new($"/v1/payments/{(await made.Order()).Payment}")) { By = "staff" },
        ["capturePayment"] = new(Lowest.Staff, async made => new($"/v1/payments/{(await made.Order("bank_transfer")).Payment}/capture", new { })) { Consumes = true },
        ["refundPayment"] = new(Lowest.Staff, async made => new($"/v1/payments/{await made.Payment()}/refunds", new { amount = new { amount = 1, currency = "EUR" }, reason = "came broken" })),
        ["takePaymentCallback"] = new(Lowest.Anyone, Just("/v1/payments/callbacks/card", new { type = "capture.succeeded", data = new { key = "018f0000-0000-7000-8000-000000000000" } })) { IsForeign = true },
        ["listPaymentMethods"] = new(Lowest.Anyone, Just("/v1/payment-methods")),
        ["getPaymentMethod"] = new(Lowest.Anyone, Just("/v1/payment-methods/invoice")),
        ["changePaymentMethod"] = new(Lowest.Staff, Just("/v1/payment-methods/invoice", new { enabled = true })),

        ["listDeliveryOptions"] = new(Lowest.Anyone, async made => new("/v1/delivery/options", new { address = s_address, lines = new[] { new { sku = (await made.Product()).Sku, quantity = 1 } } })),
        ["listDeliveryMethods"] = new(Lowest.Staff, Just("/v1/delivery/methods")),
        ["createDeliveryMethod"] = new(Lowest.Staff, Just("/v1/delivery/methods", new { code = "method-{u}", name = "Express", fee = s_price, countries = new[] { "DE", "FR" }, position = 1 })),
        ["getDeliveryMethod"] = new(Lowest.Staff, async made => new($"/v1/delivery/methods/{await made.DeliveryMethod()}")),
        ["changeDeliveryMethod"] = new(Lowest.Staff, async made => new(
            $"/v1/delivery/methods/{await made.DeliveryMethod()}", new { name = "Express", fee = s_price, countries = new[] { "DE", "FR" }, enabled = true, position = 1 })),
        ["deleteDeliveryMethod"] = new(Lowest.Staff, async made => new($"/v1/delivery/methods/{await made.DeliveryMethod()}")) { Consumes = true },

        ["getSales"] = new(Lowest.Staff, Just("/v1/reports/sales?from=2026-01-01&to=2026-01-31&by=country&limit=10")),
    };

    public static IReadOnlyCollection<string> Ids => s_byId.Keys;

    public static Sample Of(ApiOperation operation) =>
        s_byId.TryGetValue(operation.Id, out var sample) ? sample : throw new InvalidOperationException($"{operation} ({operation.Id}) has no good request in Samples.cs: add one, so that its bad ones are tried.");

    private static Func<Things, Task<Ask>> Just(string path, object? body = null) => _ => Task.FromResult(new Ask(path, body));

    private static object NewVariant() => new { sku = "sku-{u}", options = new { size = "M" }, price = s_price };

    private static object NewProduct(string category) => new
    {
        name = "A cup", slug = "cup-{u}", description = "To drink from.", brand = "A", categories = new[] { category }, status = "active", variants = new[] { NewVariant() },
        images = new[] { "https://example.com/cup.png" },
    };

    private static object NewOrder(string sku, object payment) => new
    {
        lines = new[] { new { sku, quantity = 1 } },
        customer = new { email = "a@example.com", name = "A" },
        shippingAddress = s_address,
        delivery = new { method = "standard", slotId = (string?)null, pickupLocation = (string?)null },
        payment,
        usePoints = 0,
    };
}
