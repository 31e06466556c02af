using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Kontor.Testing;

namespace Kontor.Gateway.Tests.Edge;

public sealed class SigningKeysTests
{
    [Fact]
    public async Task Made_up_key_names_at_once_are_all_refused_and_stop_nobody()
    {
        var shop = await (await TestInstallation.Shared).NewShop();
        using var signedIn = await shop.OperatorHttp();
        var flood = Enumerable.Range(0, 200).Select(async number =>
        {
            using var http = shop.Http();
            var header = Base64Url.EncodeToString(Encoding.ASCII.GetBytes($$"""{"alg":"ES256","kid":"{{number}}"}"""));
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"{header}.e30.{new string('A', 86)}");
            await http.GetAsync("/v1/products").ShouldBe(HttpStatusCode.Unauthorized, "auth.invalid_token");
        }).ToList();
        Assert.Equal(HttpStatusCode.OK, (await signedIn.GetAsync("/v1/me")).StatusCode);
        await Task.WhenAll(flood);
    }
}
