using System.Net;
using Kontor.Platform.Rpc;

namespace Kontor.Platform.Hosting;

/// <summary>How this process runs. Every option has a command-line form and a <c>KONTOR_…</c> variable; see docs/configuration.md.</summary>
public sealed record KontorOptions
{
    /// <summary>Which services run here, comma-separated; <c>all</c> by default.</summary>
    public string Services { get; init; } = "all";

    /// <summary>Where Npgsql finds the database, as its owner; empty when no service here keeps anything.</summary>
    public required string OwnerConnectionString { get; init; }

    /// <summary>The address to listen on. Loopback unless told otherwise.</summary>
    public string Bind { get; init; } = "127.0.0.1";

    /// <summary>The public port; 0 takes a free one; null opens none (command-line commands).</summary>
    public int? Port { get; init; } = 8080;

    /// <summary>The port of <c>/metrics</c> and <c>/services</c>, on loopback only; 0 takes a free one.</summary>
    public int AdminPort { get; init; }

    /// <summary>The port where other processes call the services of this one, all of them; 0 takes a free one; null opens none. Opened beside the public port.</summary>
    public int? RpcPort { get; init; }

    /// <summary>The address of that port. Loopback unless told otherwise.</summary>
    public string RpcBind { get; init; } = "127.0.0.1";

    /// <summary>Where the services are that don't run here.</summary>
    public PeerList Peers { get; init; } = PeerList.None;

    /// <summary>What callers of the RPC port must know; null takes one that is kept in the database.</summary>
    public RpcSecret? RpcSecret { get; init; }

    /// <summary>How many connections a service may hold unless told otherwise: small pools queue in the program, where it is cheap.</summary>
    public const int DefaultPoolSize = 8;

    /// <summary>Connections a service may hold at most.</summary>
    public int PoolSize { get; init; } = DefaultPoolSize;

    /// <summary>The first operator's e-mail; null makes one up.</summary>
    public string? AdminEmail { get; init; }

    /// <summary>The first operator's password; null makes one up and tells it once.</summary>
    public string? AdminPassword { get; init; }

    /// <summary>Whether jobs and event delivery run here.</summary>
    public bool RunJobs { get; init; } = true;

    /// <summary>How many public requests a second one address may make unless told otherwise.</summary>
    public const int DefaultRateLimit = 500;

    /// <summary>How many public requests of one address may come at once unless told otherwise.</summary>
    public const int DefaultRateBurst = 2000;

    /// <summary>Public requests a second from one address.</summary>
    public int RateLimit { get; init; } = DefaultRateLimit;

    /// <summary>How many of them may come at once.</summary>
    public int RateBurst { get; init; } = DefaultRateBurst;

    /// <summary>The proxies whose <c>X-Forwarded-For</c> is believed; nobody's unless told otherwise.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Reads what a single service can be told by a <c>KONTOR_…</c> variable; null when it isn't set.</summary>
    public Func<string, string?> Setting { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Tells the time; replaced in tests.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
