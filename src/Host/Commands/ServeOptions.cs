using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Kontor.Platform.Hosting;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage.Managed;

namespace Kontor.Host.Commands;

/// <summary>How a process shall serve. <c>serve</c> takes these options and <c>check-config</c> the same, so that both understand the same.</summary>
internal sealed class ServeOptions
{
    private const int DefaultPort = 8080;
    private const int HighestPort = 65535;

    private readonly Option<string?> _home = SharedOptions.Home();
    private readonly Option<string>? _services;
    private readonly Option<int?> _port = SharedOptions.Number("--port", $"The public port; 0 takes a free one (KONTOR_PORT). Default: {DefaultPort}", 0, HighestPort);
    private readonly Option<int?> _adminPort = SharedOptions.Number("--admin-port", "The port of /metrics and /services, on loopback; 0 takes a free one (KONTOR_ADMIN_PORT). Default: the public port + 1000, or a free one", 0, HighestPort);
    private readonly Option<string?> _bind = new("--bind") { Description = "The address to listen on (KONTOR_BIND). Default: 127.0.0.1, this machine only", HelpName = "ADDRESS" };

    private readonly Option<int?> _rpcPort = SharedOptions.Number("--rpc-port", "The port where other processes call the services of this one, by gRPC; 0 takes a free one (KONTOR_RPC_PORT). Default: none", 0, HighestPort);
    private readonly Option<string?> _rpcBind = new("--rpc-bind") { Description = "The address of that port (KONTOR_RPC_BIND). Default: 127.0.0.1, this machine only", HelpName = "ADDRESS" };
    private readonly Option<string[]> _peers = new("--peer") { Description = "Where a service is that doesn't run here, such as orders=http://10.0.0.5:9092; once for each (KONTOR_PEERS, with commas between)", HelpName = "NAME=URL" };

    private ServeOptions(Option<string>? services) => _services = services;

    /// <summary>Adds them to a command.</summary>
    public static ServeOptions AddTo(Command command, bool someServices)
    {
        var services = someServices
            ? new Option<string>("--services") { Description = "Which services run in this process, comma-separated, or 'all'.", DefaultValueFactory = _ => "all", HelpName = "LIST" }
            : null;
        var options = new ServeOptions(services);
        foreach (var option in (Option?[])[options._home, services, options._port, options._adminPort, options._bind, options._rpcPort, options._rpcBind, options._peers])
        {
            if (option is not null)
            {
                command.Options.Add(option);
            }
        }

        return options;
    }

    /// <exception cref="ConfigurationException">A setting makes no sense.</exception>
    public ServeSettings Read(ParseResult parsed)
    {
        var port = SharedOptions.Number(parsed, _port, "KONTOR_PORT", 0, HighestPort, DefaultPort);
        return new ServeSettings
        {
            Home = SharedOptions.HomeOf(parsed, _home),
            Services = _services is null ? "all" : parsed.GetValue(_services)!,
            Port = port,
            AdminPort = SharedOptions.Number(parsed, _adminPort, "KONTOR_ADMIN_PORT", 0, HighestPort, FreePortNear(port.Value)),
            Bind = Address(SharedOptions.Text(parsed, _bind, "KONTOR_BIND", "127.0.0.1")),
            RpcPort = SharedOptions.Number(parsed, _rpcPort, "KONTOR_RPC_PORT", 0, HighestPort),
            RpcBind = Address(SharedOptions.Text(parsed, _rpcBind, "KONTOR_RPC_BIND", "127.0.0.1")),
            Peers = PeerList.Parse(string.Join(',', parsed.GetValue(_peers) ?? [])).Or(PeerList.Parse(Environment.GetEnvironmentVariable("KONTOR_PEERS") ?? "")),
            RpcSecret = Environment.GetEnvironmentVariable("KONTOR_RPC_SECRET") is { Length: > 0 } secret ? RpcSecret.Of(secret) : null,
            RateLimit = SharedOptions.Number("KONTOR_RATE_LIMIT", 1, 1_000_000, KontorOptions.DefaultRateLimit),
            RateBurst = SharedOptions.Number("KONTOR_RATE_BURST", 1, 1_000_000, KontorOptions.DefaultRateBurst),
            PoolSize = SharedOptions.Number("KONTOR_POOL_SIZE", 1, 1000, KontorOptions.DefaultPoolSize),
            TrustedProxies = Proxies.Read(),
        };
    }

    private static Chosen<string> Address(Chosen<string> chosen) => IPAddress.TryParse(chosen.Value, out _)
        ? chosen
        : throw new ConfigurationException($"'{chosen.Value}' is no address to listen on. Use 127.0.0.1 for this machine only, or 0.0.0.0 for every network.");

    /// <summary>The public port + 1000 when nobody has it, so that it can be guessed; any free one otherwise.</summary>
    private static int FreePortNear(int port)
    {
        var wanted = port + 1000;
        if (port == 0 || wanted > HighestPort)
        {
            return 0;
        }

        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, wanted);
            probe.Start();
            return wanted;
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}

/// <summary>What holds of the options, their variables and their defaults.</summary>
internal sealed record ServeSettings
{
    public required KontorHome Home { get; init; }

    public required string Services { get; init; }

    public required Chosen<int> Port { get; init; }

    public required Chosen<int> AdminPort { get; init; }

    public required Chosen<string> Bind { get; init; }

    /// <summary>Null: other processes can't call the services here.</summary>
    public required Chosen<int>? RpcPort { get; init; }

    public required Chosen<string> RpcBind { get; init; }

    public required PeerList Peers { get; init; }

    /// <summary>Null: it is in the database.</summary>
    public required RpcSecret? RpcSecret { get; init; }

    public required Chosen<int> RateLimit { get; init; }

    public required Chosen<int> RateBurst { get; init; }

    public required Chosen<int> PoolSize { get; init; }

    public required Chosen<string> TrustedProxies { get; init; }

    /// <summary>What the platform starts by.</summary>
    /// <param name="connection">The database; null when no service here keeps anything.</param>
    public KontorOptions On(Connection? connection) => new()
    {
        Services = Services,
        OwnerConnectionString = connection?.OwnerConnectionString ?? "",
        Bind = Bind.Value,
        Port = Port.Value,
        AdminPort = AdminPort.Value,
        RpcPort = RpcPort?.Value,
        RpcBind = RpcBind.Value,
        Peers = Peers,
        RpcSecret = RpcSecret,
        RateLimit = RateLimit.Value,
        RateBurst = RateBurst.Value,
        PoolSize = PoolSize.Value,
        TrustedProxies = Proxies.Parse(TrustedProxies.Value),
        AdminEmail = SharedOptions.Variable("KONTOR_ADMIN_EMAIL"),
        AdminPassword = SharedOptions.Variable("KONTOR_ADMIN_PASSWORD"),
    };
}
