using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Kontor.Host.Demo;
using Kontor.Platform.Hosting;

namespace Kontor.Host.Commands;

/// <summary><c>kontor serve</c> runs services until it is told to stop; <c>kontor up</c> is the same with all of them, for people.</summary>
internal sealed class ServeCommand
{
    private readonly Option<bool> _noDemo = new("--no-demo") { Description = "Don't fill an empty installation with a demo shop." };

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
            Greeting.Running(app, isPublic);

            // Beside everything else: the shop serves while it is filled.
            var demo = noDemo || settings.Services != "all" ? Task.CompletedTask : FillDemo(app, stopping);
            await app.WaitForShutdown(stopping);
            await demo;
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

    /// <summary>Never fails: a shop without a demo is a shop.</summary>
    private static async Task FillDemo(KontorApp app, CancellationToken stopping)
    {
        try
        {
            if (await DemoShop.Due(app, stopping) is not { } due)
            {
                return;
            }

            if (!IPAddress.IsLoopback(IPAddress.Parse(app.Options.Bind)))
            {
                Greeting.NoDemoForOthers();
            }
            else if (await due.Fill() is { } tally)
            {
                Greeting.Demo(app, tally);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next start goes on with it.
        }
#pragma warning disable CA1031 // Whatever it is, customers can buy what is there.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Terminal.Error($"kontor: The demo shop isn't complete ({exception.Message}). The next start goes on with it; --no-demo leaves it as it is.");
        }
    }
}
