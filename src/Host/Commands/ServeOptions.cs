using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Kontor.Platform.Hosting;
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

    private ServeOptions(Option<string>? services) => _services = services;

    /// <summary>Adds them to a command.</summary>
    public static ServeOptions AddTo(Command command, bool someServices)
    {
        var services = someServices
            ? new Option<string>("--services") { Description = "Which services run in this process, comma-separated, or 'all'.", DefaultValueFactory = _ => "all", HelpName = "LIST" }
            : null;
        var options = new ServeOptions(services);
        foreach (var option in (Option?[])[options._home, services, options._port, options._adminPort, options._bind])
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
        var bind = SharedOptions.Text(parsed, _bind, "KONTOR_BIND", "127.0.0.1");
        if (!IPAddress.TryParse(bind.Value, out _))
        {
            throw new ConfigurationException($"'{bind.Value}' is no address to listen on. Use 127.0.0.1 for this machine only, or 0.0.0.0 for every network.");
        }

        return new ServeSettings
        {
            Home = SharedOptions.HomeOf(parsed, _home),
            Services = _services is null ? "all" : parsed.GetValue(_services)!,
            Port = port,
            AdminPort = SharedOptions.Number(parsed, _adminPort, "KONTOR_ADMIN_PORT", 0, HighestPort, FreePortNear(port.Value)),
            Bind = bind,
            RateLimit = SharedOptions.Number("KONTOR_RATE_LIMIT", 1, 1_000_000, KontorOptions.DefaultRateLimit),
            RateBurst = SharedOptions.Number("KONTOR_RATE_BURST", 1, 1_000_000, KontorOptions.DefaultRateBurst),
            PoolSize = SharedOptions.Number("KONTOR_POOL_SIZE", 1, 1000, KontorOptions.DefaultPoolSize),
        };
    }

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

    public required Chosen<int> RateLimit { get; init; }

    public required Chosen<int> RateBurst { get; init; }

    public required Chosen<int> PoolSize { get; init; }

    /// <summary>What the platform starts by.</summary>
    public KontorOptions On(Connection connection) => new()
    {
        Services = Services,
        OwnerConnectionString = connection.OwnerConnectionString,
        Bind = Bind.Value,
        Port = Port.Value,
        AdminPort = AdminPort.Value,
        RateLimit = RateLimit.Value,
        RateBurst = RateBurst.Value,
        PoolSize = PoolSize.Value,
        AdminEmail = Environment.GetEnvironmentVariable("KONTOR_ADMIN_EMAIL") is { Length: > 0 } email ? email : null,
        AdminPassword = Environment.GetEnvironmentVariable("KONTOR_ADMIN_PASSWORD") is { Length: > 0 } password ? password : null,
    };
}
