using Kontor.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace Kontor.Gateway.Edge;

/// <summary>
/// Behind a proxy every request comes from the proxy's address, so limits by address would hit everybody at once. <c>X-Forwarded-For</c> tells the
/// client's, and anybody can write it: it counts only as far as it was written by proxies that this installation names.
/// </summary>
internal static class TrustedProxies
{
    public static void UseTrustedProxies(this WebApplication web, KontorOptions options)
    {
        if (options.TrustedProxies.Count == 0)
        {
            return;
        }

        // Without a limit, but only as long as the next address is a trusted one. The list is ours alone: by default it would have loopback in it.
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.TrustedProxies)
        {
            forwarded.KnownIPNetworks.Add(network);
        }

        web.UseForwardedHeaders(forwarded);
    }
}
