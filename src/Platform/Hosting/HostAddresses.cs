namespace Kontor.Platform.Hosting;

/// <summary>Where this process listens, for services that must tell or use it. Known once the ports are open.</summary>
public sealed class HostAddresses
{
    /// <summary>Where the public paths are; null when no port is open (yet).</summary>
    public Uri? Public { get; internal set; }

    /// <summary>Where metrics and the services' admin paths are, on loopback; null when no port is open (yet).</summary>
    public Uri? Admin { get; internal set; }

    /// <summary>Where other processes call this one; null when that port isn't open (yet).</summary>
    public Uri? Rpc { get; internal set; }
}
