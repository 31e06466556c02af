using System.Net;
using Kontor.Testing;

namespace Kontor.Gateway.Tests.Edge;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Who_asks_too_much_waits_and_health_is_never_refused()
    {
        var installation = await TestInstallation.Start(await TestInstallation.NewDatabase(), options => options with { RateLimit = 1, RateBurst = 3 });
        await using (installation.App)
        {
            using var http = new HttpClient { BaseAddress = installation.App.Address };
            var statuses = new List<HttpStatusCode>();
            TimeSpan? wait = null;
            for (var request = 0; request < 200 && wait is null; request++)
            {
                using var answer = await http.GetAsync("/");
                statuses.Add(answer.StatusCode);
                if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    wait = answer.Headers.RetryAfter?.Delta;
                    await Task.FromResult(answer).ShouldBe(HttpStatusCode.TooManyRequests, "request.rate_limited");
                }
            }

            // On a busy machine a second goes by meanwhile, and lets another one through.
            Assert.True(statuses.TakeWhile(status => status == HttpStatusCode.OK).Count() >= 3);
            Assert.True(wait >= TimeSpan.FromSeconds(1));
            using var health = await http.GetAsync("/health/live");
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        }
    }
}
