using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Protobuf;
using Kontor.Contracts.Catalog.V1;
using Kontor.Testing;

namespace Kontor.Input.Api;

/// <summary>Makes what a good request is about: a product to change, an order to cancel.</summary>
internal sealed class Things(TestShop shop, People people)
{
    public const string Password = "a long enough passphrase";

    private int _made;

    public TestShop Shop => shop;

    /// <summary>A text that nobody has used.</summary>
    public string New() => $"n{Interlocked.Increment(ref _made).ToString(CultureInfo.InvariantCulture)}";

    public async Task<(string Id, string Slug, string Sku)> Product(int variants = 1, long stock = 1_000_000)
    {
        var name = New();
        var product = await Make(people.Staff, "/v1/products", new
        {
            name,
            status = "active",
            variants = Enumerable.Range(0, variants).Select(index => new { sku = index == 0 ? name : $"{name}-{index}", price = new { amount = 1999, currency = shop.Currency } }),
        });
        if (stock > 0)
        {
            await shop.Adjust(name, stock);
        }

        return (Text(product, "id"), Text(product, "slug"), name);
    }

    /// <summary>The address of a picture.</summary>
    public async Task<string> Picture()
    {
        var picture = new NewPicture { MediaType = PictureTypes.Svg, Content = ByteString.CopyFromUtf8($"<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{New()}\"/>") };
        var kept = (await shop.Call(CatalogMethods.AddPictures, new AddPicturesRequest { Pictures = { picture } })).Value;
        return PictureTypes.AddressOf(kept.Hashes[0], picture.MediaType);
    }

    public async Task<string> Category() => Text(await Make(people.Staff, "/v1/categories", new { slug = New(), name = "A category" }), "slug");

    public async Task<string> Location() => Text(await Make(people.Staff, "/v1/locations", new { code = New(), name = "A location", priority = 100 }), "code");

    public async Task<string> DeliveryMethod() =>
        Text(await Make(people.Staff, "/v1/delivery/methods", new { code = New(), name = "A method", fee = new { amount = 0, currency = shop.Currency } }), "code");

    /// <summary>A guest's order, with the token that reads it.</summary>
    public async Task<(string Id, string Token, string Payment)> Order(string method = "invoice")
    {
        var order = await Make(people.Guest, "/v1/orders", OrdersOfShop.OrderOf(((await Product()).Sku, 1)).PaidBy(method));
        return (Text(order, "id"), Text(order, "accessToken"), Text(order.GetProperty("payment"), "id"));
    }

    /// <summary>A payment that is captured.</summary>
    public async Task<string> Payment()
    {
        var payment = (await Order("bank_transfer")).Payment;
        await Make(people.Staff, $"/v1/payments/{payment}/capture", new { });
        return payment;
    }

    public async Task<string> Address() => Text(await Make(people.Customer, "/v1/me/addresses", new { name = "A", line1 = "1 High St", city = "London", country = "GB" }), "id");

    public async Task<string> User() => Text(await Make(people.Guest, "/v1/auth/register", new { email = $"{New()}@example.com", password = Password, name = "A" }), "userId");

    public async Task<string> RefreshToken()
    {
        var email = $"{New()}@example.com";
        await Make(people.Guest, "/v1/auth/register", new { email, password = Password, name = "A" });
        await ForgetFailedSignIns();
        return Text(await Make(people.Guest, "/v1/auth/login", new { email, password = Password }), "refreshToken");
    }

    public async Task<string> ApiKey() => Text(await Make(people.Admin, "/v1/api-keys", new { name = "A key", roles = new[] { "staff" } }), "id");

    public async Task<string> OtherShop() => Text(await Make(people.Operator, "/v1/shops", new { handle = $"shop-{New()}", name = "A shop", currency = "EUR" }), "handle");

    /// <summary>All our people sign in from one address, which too many wrong passwords would close.</summary>
    public Task ForgetFailedSignIns() => shop.Installation.Do("DELETE FROM users.sign_in_failure");

    private static string Text(JsonElement made, string name) => made.GetProperty(name).GetString()!;

    private static async Task<JsonElement> Make(Person person, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await person.Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
