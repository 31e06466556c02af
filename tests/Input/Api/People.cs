using Kontor.Contracts.Users.V1;
using Kontor.Testing;

namespace Kontor.Input.Api;

/// <summary>Somebody who makes requests.</summary>
/// <param name="Name">What they are.</param>
/// <param name="May">The most they may do.</param>
/// <param name="Http">Their client, signed in.</param>
internal sealed record Person(string Name, Lowest May, HttpClient Http)
{
    /// <summary>True for API keys.</summary>
    public bool IsProgram => Http.DefaultRequestHeaders.Contains("X-Api-Key");

    /// <summary>True for credentials of another shop.</summary>
    public bool FromAnotherShop { get; init; }
}

/// <summary>Every kind of person that there is: all of them try every path.</summary>
internal sealed class People(IReadOnlyList<Person> all)
{
    public IReadOnlyList<Person> All { get; } = all;

    public Person Guest => Named("guest");

    public Person Customer => Named("customer");

    public Person Staff => Named("staff");

    public Person Admin => Named("admin");

    public Person Operator => Named("operator");

    /// <summary>Who just about may.</summary>
    public Person Who(Lowest may) => All.First(person => person.May == may && !person.FromAnotherShop);

    public static async Task<People> Of(TestShop shop, TestShop otherShop)
    {
        var people = new List<Person>
        {
            new("guest", Lowest.Anyone, shop.Http()),
            new("customer", Lowest.SignedIn, await shop.Customer("customer@example.com")),
            new("staff", Lowest.Staff, await shop.Staff("staff")),
            new("admin", Lowest.Admin, await shop.Staff("admin")),
            new("operator", Lowest.Operator, await shop.OperatorHttp()),
            new("API key of staff", Lowest.Staff, await Key(shop, shop, "staff")),
            new("API key of an admin", Lowest.Admin, await Key(shop, shop, "admin")),
        };
        people.AddRange(
            from stranger in new (string Name, Lowest May, HttpClient Http)[]
            {
                ("customer of another shop", Lowest.SignedIn, await otherShop.Customer("customer@example.com")),
                ("admin of another shop", Lowest.Admin, await otherShop.Staff("admin")),
                ("API key of another shop", Lowest.Admin, await Key(otherShop, shop, "admin")),
            }
            select new Person(stranger.Name, stranger.May, At(stranger.Http, shop)) { FromAnotherShop = true });
        return new People(people);
    }

    private Person Named(string name) => All.Single(person => person.Name == name);

    private static HttpClient At(HttpClient http, TestShop shop)
    {
        http.DefaultRequestHeaders.Remove("X-Shop");
        http.DefaultRequestHeaders.Add("X-Shop", shop.Handle);
        return http;
    }

    private static async Task<HttpClient> Key(TestShop owner, TestShop usedIn, string role)
    {
        var made = (await owner.Call(UsersMethods.CreateApiKey, new CreateApiKeyRequest { Name = role, Roles = { role } })).Value;
        var http = usedIn.Http();
        http.DefaultRequestHeaders.Add("X-Api-Key", made.Secret);
        return http;
    }
}
