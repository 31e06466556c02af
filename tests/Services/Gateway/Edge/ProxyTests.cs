using System.Net;
using System.Net.Http.Json;
using Kontor.Testing;

namespace Kontor.Gateway.Tests.Edge;

public sealed class ProxyTests
{
    [Fact]
    public async Task Behind_a_trusted_proxy_each_client_has_limits_of_its_own()
    {
        var installation = await TestInstallation.Start(
            await TestInstallation.NewDatabase(), options => options with { RateLimit = 1, RateBurst = 3, TrustedProxies = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8")] });
        await using (installation.App)
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, await Last(installation, 6, "203.0.113.1"));
            Assert.Equal(HttpStatusCode.OK, await Last(installation, 1, "203.0.113.2"));

            // Proxies in a row count from the end; what stands before the first address that isn't ours, anybody could have written.
            Assert.Equal(HttpStatusCode.TooManyRequests, await Last(installation, 1, "198.51.100.7, 203.0.113.1, 10.1.2.3"));
            Assert.Equal(HttpStatusCode.OK, await Last(installation, 1, "203.0.113.1, 198.51.100.7, 10.1.2.3"));
            foreach (var nonsense in new[] { "x", "'; --", ",,,", "999.1.1.1", new string('1', 5_000) })
            {
                Assert.NotEqual(HttpStatusCode.InternalServerError, await Last(installation, 1, nonsense));
            }
        }
    }

    [Fact]
    public async Task Without_trusted_proxies_nobody_hides_behind_the_header()
    {
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase(), options => options with { RateLimit = 1, RateBurst = 3 });
        await using (installation.App)
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, await Last(installation, 6, "203.0.113.1"));
            Assert.Equal(HttpStatusCode.TooManyRequests, await Last(installation, 1, "203.0.113.2"));
        }
    }

    [Fact]
    public async Task Failed_sign_ins_count_against_the_client_and_not_against_the_proxy()
    {
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase(), options => options with { TrustedProxies = [IPNetwork.Parse("127.0.0.1/32")] });
        await using (installation.App)
        {
            var guesser = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes("address 203.0.113.1"));
            using var http = new HttpClient { BaseAddress = installation.App.Address };
            http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.1");
            using var answer = await http.PostAsJsonAsync("/v1/auth/login", new { email = "nobody@example.com", password = "wrong password" });

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal(1L, await installation.Ask<long>("SELECT count(*) FROM users.sign_in_failure WHERE subject = $1", guesser));
        }
    }

    private static async Task<HttpStatusCode> Last(TestInstallation installation, int requests, string forwardedFor)
    {
        using var http = new HttpClient { BaseAddress = installation.App.Address };
        http.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
        var last = HttpStatusCode.OK;
        for (var request = 0; request < requests; request++)
        {
            using var answer = await http.GetAsync("/");
            last = answer.StatusCode;
        }

        return last;
    }
}
