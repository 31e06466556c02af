using System.CommandLine;
using System.Net.Sockets;
using Kontor.Host.Demo;
using Kontor.Platform.Hosting;

namespace Kontor.Host.Commands;

/// <summary><c>kontor serve</c> runs services until it is told to stop; <c>kontor up</c> is the same with all of them, for people.</summary>
internal sealed class ServeCommand
{
    private readonly Option<bool> _noDemo = new("--no-demo") { Description = "Don't fill an empty installation with a few products." };

    public static Command Up() => new ServeCommand().Build("up", "Start the shop, its API and everything behind it, on a PostgreSQL of its own.", people: true);

    public static Command Serve() => new ServeCommand().Build("serve", "Run some services, or all of them, in this process.", people: false);

    private Command Build(string name, string description, bool people)
    {
        var command = new Command(name, description);
        var options = ServeOptions.AddTo(command, someServices: !people);
        command.Options.Add(_noDemo);
        command.SetAction(parsed => Terminal.Run(stopping => Run(options.Read(parsed), parsed.GetValue(_noDemo), stopping)));
        return command;
    }

    private static async Task<int> Run(ServeSettings settings, bool noDemo, CancellationToken stopping)
    {
        using var loggers = Logging.Create();
        try
        {
            // Before anything is started: a name that is wrong should cost nobody a database.
            var graph = new ServiceGraph(ServiceList.All());
            RefuseMissingPeers(graph, settings);
            var (needsDatabase, isPublic) = (graph.NeedDatabase(settings.Services), graph.ServePublic(settings.Services));

            // One shop a home: what serves its public paths holds it, and processes with other services join its database.
            using var claim = Connection.Given is null && needsDatabase && isPublic ? settings.Home.Claim() : null;
            await using var connection = needsDatabase ? await Connection.Open(settings.Home, loggers.CreateLogger("Kontor.Postgres"), stopping) : null;
            await using var app = await KontorApp.Start(settings.On(connection), graph, loggers, stopping);
            claim?.Announce(app.Address!.ToString());
            var isNew = !noDemo && settings.Services == "all" && await DemoShop.Fill(app, stopping);
            Greet(app, isNew, isPublic);
            await app.WaitForShutdown(stopping);
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            Terminal.Error($"kontor: {exception.Message.TrimEnd('.')}. Something else listens there: choose another port with --port, --admin-port or --rpc-port.");
            return 1;
        }
    }

    private static void RefuseMissingPeers(ServiceGraph graph, ServeSettings settings)
    {
        var faults = graph.PeerFaults(settings.On(null)).ToList();
        if (faults.Count > 0)
        {
            throw new ConfigurationException(string.Join("\nkontor: ", faults));
        }
    }

    private static void Greet(KontorApp app, bool demo, bool isPublic)
    {
        Terminal.Line("");
        Terminal.Line("  Kontor is running.");
        Terminal.Line("");
        if (isPublic)
        {
            Terminal.Line($"    API       {app.Address}v1/products");
            Terminal.Line($"    Docs      {app.Address}docs");
        }

        if (app.RpcAddress is { } rpc)
        {
            Terminal.Line($"    gRPC      {rpc}");
        }

        Terminal.Line($"    Health    {app.Address}health/ready");
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
