using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Kontor.Platform.Hosting;
using Microsoft.AspNetCore.Http;

namespace Kontor.Gateway.Edge;

/// <summary>
/// Lets each address make so many requests a second. Buckets that are full again are dropped within seconds, so memory follows the
/// number of addresses that are active, not of those ever seen.
/// </summary>
internal sealed class RateLimits(KontorOptions options) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, IPAddress>(http =>
        RateLimitPartition.GetTokenBucketLimiter(Client(http.Connection.RemoteIpAddress), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.RateBurst,
            TokensPerPeriod = options.RateLimit,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }));

    public async Task Handle(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            await next(http);
            return;
        }

        using var lease = _limiter.AttemptAcquire(http);
        if (lease.IsAcquired)
        {
            await next(http);
            return;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : TimeSpan.FromSeconds(1);
        await Problems.Write(http, new Error(ErrorKind.TooMany, "request.rate_limited", "Too many requests from your address. Wait as long as 'Retry-After' says.") { RetryAfter = wait });
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();

    // Whoever has one IPv6 address has a /64 of them.
    private static IPAddress Client(IPAddress? address)
    {
        if (address is null || address.AddressFamily == AddressFamily.InterNetwork)
        {
            return address ?? IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
