using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Kontor.Host.Demo;
using Kontor.Platform.Hosting;

namespace Kontor.Host.Commands;

/// <summary><c>kontor serve</c> runs services until it is told to stop; <c>kontor up</c> is the same with all of them, for people.</summary>
internal sealed class ServeCommand
{
    private const int DefaultPort = 8080;

    private readonly Option<string?> _home = CommonOptions.Home();
    private readonly Option<string> _services = new("--services") { Description = "Which services run in this process, comma-separated, or 'all'.", DefaultValueFactory = _ => "all", HelpName = "LIST" };
    private readonly Option<int?> _port = new("--port") { Description = $"The public port; 0 takes a free one (KONTOR_PORT). Default: {DefaultPort}", HelpName = "N" };
    private readonly Option<int?> _adminPort = new("--admin-port") { Description = "The port of /metrics and /services, on loopback; 0 takes a free one (KONTOR_ADMIN_PORT). Default: the public port + 1000, or a free one", HelpName = "N" };
    private readonly Option<string?> _bind = new("--bind") { Description = "The address to listen on (KONTOR_BIND). Default: 127.0.0.1, this machine only", HelpName = "ADDRESS" };
    private readonly Option<bool> _noDemo = new("--no-demo") { Description = "Don't fill an empty installation with a few products." };

    public static Command Up() => new ServeCommand().Build("up", "Start the shop, its API and everything behind it, on a PostgreSQL of its own.", people: true);

    public static Command Serve() => new ServeCommand().Build("serve", "Run some services, or all of them, in this process.", people: false);

    private Command Build(string name, string description, bool people)
    {
        var command = new Command(name, description) { _home, _port, _adminPort, _bind, _noDemo };
        if (!people)
        {
            command.Options.Add(_services);
        }

        command.SetAction(parsed => Terminal.Run(stopping => Run(parsed, people, stopping)));
        return command;
    }

    private async Task<int> Run(ParseResult parsed, bool people, CancellationToken stopping)
    {
        var home = CommonOptions.HomeOf(parsed, _home);
        using var loggers = Logging.Create();
        try
        {
            // Before anything is started: a name that is wrong should cost nobody a database.
            var graph = new ServiceGraph(ServiceList.All());
            var services = people ? "all" : parsed.GetValue(_services)!;
            using var claim = Connection.Given is null ? home.Claim() : null;
            await using var connection = await Connection.Open(home, loggers.CreateLogger("Kontor.Postgres"), stopping);
            var options = Options(parsed, services, connection);
            await using var app = await KontorApp.Start(options, graph, loggers, stopping);
            claim?.Announce(app.Address!.ToString());
            var isNew = !parsed.GetValue(_noDemo) && services == "all" && await DemoShop.Fill(app, stopping);
            Greet(app, isNew);
            await app.WaitForShutdown(stopping);
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            Terminal.Error($"kontor: {exception.Message.TrimEnd('.')}. Something else listens there: choose another port with --port or --admin-port.");
            return 1;
        }
    }

    private KontorOptions Options(ParseResult parsed, string services, Connection connection)
    {
        var port = CommonOptions.Number(parsed, _port, "KONTOR_PORT", DefaultPort);
        var bind = parsed.GetValue(_bind) ?? Environment.GetEnvironmentVariable("KONTOR_BIND") ?? "127.0.0.1";
        if (!IPAddress.TryParse(bind, out _))
        {
            throw new ConfigurationException($"'{bind}' is no address to listen on. Use 127.0.0.1 for this machine only, or 0.0.0.0 for every network.");
        }

        return new KontorOptions
        {
            Services = services,
            OwnerConnectionString = connection.OwnerConnectionString,
            Bind = bind,
            Port = port,
            AdminPort = CommonOptions.Number(parsed, _adminPort, "KONTOR_ADMIN_PORT", FreePortNear(port)),
            AdminEmail = Environment.GetEnvironmentVariable("KONTOR_ADMIN_EMAIL") is { Length: > 0 } email ? email : null,
            AdminPassword = Environment.GetEnvironmentVariable("KONTOR_ADMIN_PASSWORD") is { Length: > 0 } password ? password : null,
        };
    }

    /// <summary>The public port + 1000 when nobody has it, so that it can be guessed; any free one otherwise.</summary>
    private static int FreePortNear(int port)
    {
        var wanted = port + 1000;
        if (port == 0 || wanted > 65535)
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

    private static void Greet(KontorApp app, bool demo)
    {
        Terminal.Line("");
        Terminal.Line("  Kontor is running.");
        Terminal.Line("");
        Terminal.Line($"    API       {app.Address}v1/products");
        Terminal.Line($"    Docs      {app.Address}docs");
        Terminal.Line($"    Metrics   {app.AdminAddress}metrics");
        Terminal.Line("");
        if (demo)
        {
            Terminal.Line("  The shop 'main' has a few products to try things with. Start with --no-demo for an empty one.");
        }

        foreach (var notice in app.Notices.TakeAll())
        {
            Terminal.Line($"  {notice}");
        }

        Terminal.Line("  Stop it with Ctrl+C.");
        Terminal.Line("");
    }
}
