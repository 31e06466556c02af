using System.Net;
using System.Net.Sockets;
using Kontor.Platform.Hosting;

namespace Kontor.Host.Commands;

/// <summary>KONTOR_TRUSTED_PROXIES: the addresses and networks whose X-Forwarded-For is believed.</summary>
internal static class Proxies
{
    private const string Variable = "KONTOR_TRUSTED_PROXIES";

    /// <exception cref="ConfigurationException">It names something that is no address.</exception>
    public static Chosen<string> Read()
    {
        var set = Environment.GetEnvironmentVariable(Variable);
        _ = Parse(set ?? "");
        return string.IsNullOrWhiteSpace(set) ? new("", "default") : new(set, Variable);
    }

    /// <summary>Addresses, and networks such as 10.0.0.0/8, separated by commas.</summary>
    /// <exception cref="ConfigurationException">It names something that is no address.</exception>
    public static IReadOnlyList<IPNetwork> Parse(string list) =>
        [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ParseOne)];

    private static IPNetwork ParseOne(string text) =>
        IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32)
        : IPNetwork.TryParse(text, out var network) ? network
        : throw new ConfigurationException($"{Variable} has '{text}' in it. Set it to addresses and networks such as 10.0.0.5 or 10.0.0.0/8, separated by commas, or unset it.");
}
