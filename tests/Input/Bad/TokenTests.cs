using System.Net.Http.Json;
using System.Text.Json;
using Kontor.Input.Api;
using Kontor.Testing;

namespace Kontor.Input.Bad;

[Collection(InputShop.Collection)]
public sealed class TokenTests(InputShop shop)
{
    [Fact]
    public async Task No_forged_or_expired_credential_opens_any_path()
    {
        var http = shop.People.Guest.Http;
        var key = (await http.GetFromJsonAsync<JsonElement>("/.well-known/jwks.json")).GetProperty("keys")[0];
        var token = shop.People.Staff.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        var apiKey = shop.People.All.First(person => person.IsProgram).Http.DefaultRequestHeaders.GetValues("X-Api-Key").Single();
        (string Header, string Value, int[] Statuses)[] credentials =
        [
            .. Forgery.Of(token, key).Append(shop.ExpiredToken).Select(forged => ("Authorization", "Bearer " + forged, new[] { 401 })),
            .. new[] { "Basic YTpi", "Bearer", "Bearer ", "x", "Bearer null", token, "Bearer  " + token + " x", "Bearer '; DROP TABLE account; --" }.Select(value => ("Authorization", value, new[] { 401 })),
            .. new[] { "x", "null", apiKey[..^1], apiKey + "x", apiKey.ToUpperInvariant(), "' OR '1'='1", new string('k', 5_000) }.Select(value => ("X-Api-Key", value, new[] { 401 })),
            ("X-Api-Key", $"{apiKey}, {apiKey}", [401]),
        ];

        var trial = new Trial();
        var good = await shop.Good(shop.Api.Operations);
        await shop.NothingChanges(trial, () => trial.All(
            from one in good
            from credential in credentials
            select (one.Operation, one.Ask, Credential: credential),
            async one =>
            {
                var (operation, ask, credential) = one;

                // A guest's token in the address would do on the paths that take one.
                var path = ask.Path.Split('?')[0];
                var request = Seen.Request(operation, path, ask.Json is null ? null : JsonText.Of(ask.Json));
                request.Headers.TryAddWithoutValidation(credential.Header, credential.Value);
                var seen = await Seen.Send(http, request, $"{operation} with {credential.Header}: {credential.Value[..Math.Min(200, credential.Value.Length)]}");

                // What is no JWT may be a guest's order token, and is the token of no order.
                return seen.Status == 404 && path.StartsWith("/v1/orders/", StringComparison.Ordinal) ? seen.WrongAsRefusal(404) : seen.WrongAsRefusal(credential.Statuses);
            }));

        trial.NothingWasWrong();
        Assert.True(trial.Requests > 2_000, $"Only {trial.Requests} were tried.");
    }
}
