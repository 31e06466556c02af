using System.Collections.Frozen;
using Kontor.Platform.Hosting;

namespace Kontor.Platform.Rpc;

/// <summary>Where services run that aren't in this process.</summary>
public sealed class PeerList
{
    private static readonly char[] s_between = [',', ' ', '\n'];

    /// <summary>None: everything runs here.</summary>
    public static readonly PeerList None = new(FrozenDictionary<string, IReadOnlyList<Uri>>.Empty);

    private readonly FrozenDictionary<string, IReadOnlyList<Uri>> _addresses;

    private PeerList(FrozenDictionary<string, IReadOnlyList<Uri>> addresses) => _addresses = addresses;

    /// <summary>The services that have an address.</summary>
    public IReadOnlyList<string> Names => _addresses.Keys;

    /// <summary>Where the service runs: replicas of each other; none when nobody told.</summary>
    public IReadOnlyList<Uri> AddressesOf(string service) => _addresses.GetValueOrDefault(service) ?? [];

    /// <summary>Reads <c>orders=http://10.0.0.5:9092,catalog=http://10.0.0.6:9091;http://10.0.0.7:9091</c>.</summary>
    /// <exception cref="ConfigurationException">It can't be understood.</exception>
    public static PeerList Parse(string list)
    {
        var addresses = new Dictionary<string, IReadOnlyList<Uri>>(StringComparer.Ordinal);
        foreach (var entry in list.Split(s_between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, places) = entry.Split('=', 2) is [{ Length: > 0 } service, { Length: > 0 } rest] ? (service, rest) : throw Misunderstood(entry);
            List<Uri> replicas = [.. places.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(place => Address(place) ?? throw Misunderstood(entry))];
            addresses[name] = addresses.TryGetValue(name, out var earlier) ? [.. earlier, .. replicas] : replicas;
        }

        return new(addresses.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>These, and the other's for services that aren't in here.</summary>
    public PeerList Or(PeerList other) =>
        new(_addresses.Concat(other._addresses.Where(entry => !_addresses.ContainsKey(entry.Key))).ToFrozenDictionary(StringComparer.Ordinal));

    private static Uri? Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.PathAndQuery == "/" && address.UserInfo.Length == 0 ? address : null;

    private static ConfigurationException Misunderstood(string entry) =>
        new($"The peer '{entry}' can't be understood. Write it as orders=http://10.0.0.5:9092, with ';' between the addresses of one service's replicas.");
}
