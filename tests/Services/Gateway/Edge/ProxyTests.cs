using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Kontor.Testing;

namespace Kontor.Gateway.Tests.Edge;

public sealed class ProxyTests
{
    [Fact]
    public async Task Behind_a_trusted_proxy_each_client_has_limits_of_its_own()
    {
        var installation = await TestInstallation.Start(
            await TestInstallation.NewDatabase(), options => options with { RateLimit = 1, RateBurst = 3, TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")] });
        await using (installation.App)
        {
            var first = HttpStatusCode.OK;
            for (var request = 0; request < 200 && first == HttpStatusCode.OK; request++)
            {
                first = await Ask(installation, "203.0.113.1");
            }

            Assert.Equal(HttpStatusCode.TooManyRequests, first);
            Assert.Equal(HttpStatusCode.OK, await Ask(installation, "203.0.113.2"));
        }
    }

    [Theory]
    [InlineData("203.0.113.1", "203.0.113.1")]
    [InlineData("203.0.113.1:4711", "203.0.113.1")]
    [InlineData("198.51.100.7, 203.0.113.1, 10.1.2.3", "203.0.113.1")]
    [InlineData("203.0.113.1, 198.51.100.7", "198.51.100.7")]
    [InlineData("nonsense", "127.0.0.1")]
    [InlineData("'; DROP TABLE account; --", "127.0.0.1")]
    public async Task The_client_is_the_last_one_that_is_no_proxy_of_ours(string forwardedFor, string client) =>
        Assert.Equal(1, await FailuresOf(client, forwardedFor, [IPNetwork.Parse("127.0.0.1/32"), IPNetwork.Parse("10.0.0.0/8")]));

    [Fact]
    public async Task Without_trusted_proxies_nobody_hides_behind_the_header() => Assert.Equal(1, await FailuresOf("127.0.0.1", "203.0.113.1", []));

    /// <summary>How often the client has failed to sign in, after failing once with that header.</summary>
    private static async Task<long> FailuresOf(string client, string forwardedFor, IReadOnlyList<IPNetwork> proxies)
    {
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase(), options => options with { TrustedProxies = proxies, RunJobs = false });
        await using (installation.App)
        {
            using var http = new HttpClient { BaseAddress = installation.App.Address };
            http.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
            using var answer = await http.PostAsJsonAsync("/v1/auth/login", new { email = "nobody@example.com", password = "wrong password" });

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            return await installation.Ask<long>("SELECT count(*) FROM users.sign_in_failure WHERE subject = $1", SHA256.HashData(Encoding.UTF8.GetBytes($"address {client}")));
        }
    }

    private static async Task<HttpStatusCode> Ask(TestInstallation installation, string forwardedFor)
    {
        using var http = new HttpClient { BaseAddress = installation.App.Address };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        using var answer = await http.GetAsync("/");
        return answer.StatusCode;
    }
}
