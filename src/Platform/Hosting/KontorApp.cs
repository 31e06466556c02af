using System.Net;
using Kontor.Platform.Failures;
using Kontor.Platform.Jobs;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Rpc.Wire;
using Kontor.Platform.Storage;
using Kontor.Platform.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kontor.Platform.Hosting;

/// <summary>A process of Kontor: some services, or all of them, on one database.</summary>
public sealed class KontorApp : IAsyncDisposable
{
    // For work whose requests are answered.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly RpcServer _server = new();
    private readonly BackgroundWork _background = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<RunningService> _services = [];
    private readonly HostAddresses _addresses = new();
    private readonly ServiceGraph _graph;
    private readonly KontorTelemetrySession _telemetry;
    private EventBus? _bus;
    private RemoteServices? _remote;
    private readonly FaultPoints _faults;
    private readonly Watches _watches;
    private WebApplication? _web;
    private Task _jobs = Task.CompletedTask;

    private KontorApp(KontorOptions options, ServiceGraph graph)
    {
        Options = options;
        _graph = graph;
        _faults = FaultPoints.Of(options.Setting(FaultPoints.Variable), graph.FaultPoints);
        _watches = new Watches(options.Clock);
        _telemetry = KontorTelemetrySession.Start();
    }

    /// <summary>How it runs.</summary>
    public KontorOptions Options { get; }

    /// <summary>Where the public paths are; null when no port is open.</summary>
    public Uri? Address => _addresses.Public;

    /// <summary>Where metrics and the list of services are; null when no port is open.</summary>
    public Uri? AdminAddress => _addresses.Admin;

    /// <summary>Where other processes call this one; null when that port isn't open.</summary>
    public Uri? RpcAddress => _addresses.Rpc;

    /// <summary>What the services have to tell whoever started the program.</summary>
    public StartNotices Notices { get; } = new();

    /// <summary>The invariants of the services that run here, and of the event bus.</summary>
    public IEnumerable<InvariantCheck> Checks => _services.SelectMany(service => service.Checks).Concat(_bus?.Checks ?? []);

    /// <summary>How events get along, and what can be done about those that failed.</summary>
    /// <exception cref="InvalidOperationException">No service with a database runs here.</exception>
    public EventDesk Events => _bus?.Desk ?? throw new InvalidOperationException("No service with a database runs here.");

    /// <summary>Calls any service, for the program's own commands.</summary>
    public RpcClient Client => new("command", _graph.Names, _server, _remote, atEdge: true);

    /// <summary>Migrates the database, starts the services and opens the ports; returns when requests are served.</summary>
    /// <exception cref="ConfigurationException">Something is configured wrongly.</exception>
    public static async Task<KontorApp> Start(KontorOptions options, ServiceGraph graph, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var app = new KontorApp(options, graph);
        try
        {
            await app.Start(graph.Select(options.Services), loggers, cancellation);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when the process is told to stop (SIGTERM, Ctrl+C).</summary>
    public Task WaitForShutdown(CancellationToken cancellation) =>
        _web is null ? Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
        : _web.WaitForShutdownAsync(cancellation);

    /// <summary>Serves what is under way, stops the jobs and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_web is not null)
        {
            await _web.StopAsync(CancellationToken.None);
            await _web.DisposeAsync();
        }

        await _background.Finish(s_patience);

        await _stopping.CancelAsync();
        await _jobs.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var service in _services)
        {
            await service.DisposeAsync();
        }

        if (_bus is not null)
        {
            await _bus.DisposeAsync();
        }

        _remote?.Dispose();
        _telemetry.Dispose();
        _stopping.Dispose();
    }

    private async Task Start(IReadOnlyList<ServiceBuilder> definitions, ILoggerFactory loggers, CancellationToken cancellation)
    {
        if (_faults.Deadly is { } deadly)
        {
            loggers.CreateLogger("Kontor").LogCritical("{Variable} is set: this process kills itself at {Point}. It is for tests of crashes alone.", FaultPoints.Variable, deadly);
        }

        if (_graph.PeerFaults(Options).FirstOrDefault() is { } fault)
        {
            throw new ConfigurationException(fault);
        }

        var (logins, secret) = await Migrate(definitions, cancellation);
        var logger = loggers.CreateLogger("Kontor.Rpc");
        if (secret is not null)
        {
            _remote = new RemoteServices(Options.Peers, secret, Options.Clock, logger);
        }

        foreach (var definition in definitions)
        {
            _services.Add(RunningService.Start(definition, logins.GetValueOrDefault(definition.Name), Options, _server, _remote, _addresses, Notices, _faults, _watches, _background, loggers));
        }

        foreach (var service in _services)
        {
            await service.RunStartTasks(cancellation);
        }

        _bus = logins.TryGetValue(Migrations.Bus, out var login) ? new EventBus(login, _watches, Options, loggers) : null;
        if (Options.RunJobs && _bus is not null)
        {
            _jobs = await RunJobs(_bus, cancellation);
        }

        if (Options.Port is { } port)
        {
            await Listen(port, secret is null ? null : new RpcEndpoint(_server, secret, Options.Clock, logger), loggers, cancellation);
        }
    }

    private async Task<Task> RunJobs(EventBus bus, CancellationToken cancellation)
    {
        var jobs = _services.Select(service => service.RunJobs(bus, _stopping.Token)).ToList();
        await bus.Introduce(cancellation);
        return Task.WhenAll([.. jobs, bus.Run(_stopping.Token)]);
    }

    /// <returns>The services' logins, and the secret when this process calls others or is called.</returns>
    private async Task<(IReadOnlyDictionary<string, ServiceLogin> Logins, RpcSecret? Secret)> Migrate(IReadOnlyList<ServiceBuilder> definitions, CancellationToken cancellation)
    {
        if (!definitions.Any(service => service.HasDatabase))
        {
            return (new Dictionary<string, ServiceLogin>(), Options.RpcSecret);
        }

        var settings = new NpgsqlConnectionStringBuilder(Options.OwnerConnectionString) { Pooling = false, ApplicationName = "kontor owner" };
        await using var owner = new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = "owner" }.Build();
        var schemas = definitions.Where(service => service.HasDatabase).ToDictionary(service => service.Name, service => service.Assembly);
        var migrations = new Migrations(owner);
        var logins = await migrations.Apply(schemas, cancellation);
        var needsSecret = Options.RpcPort is not null || Options.Peers.Names.Count > 0;
        return (logins, needsSecret ? Options.RpcSecret ?? await migrations.RpcSecret(cancellation) : null);
    }

    private async Task Listen(int port, RpcEndpoint? rpc, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            // Not the working directory: a file watcher there would follow every file that the database writes.
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Services.AddSingleton(loggers);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Where the server cuts the connection; what a service at the edge takes is its own, lower limit.
            kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
            kestrel.Listen(IPAddress.Parse(Options.Bind), port);
            kestrel.Listen(IPAddress.Loopback, Options.AdminPort);
            if (Options.RpcPort is { } rpcPort)
            {
                // A connection carries as many calls as come; deadlines bound them, not their number.
                kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
                kestrel.Listen(IPAddress.Parse(Options.RpcBind), rpcPort, RpcEndpoint.Listen);
            }
        });
        foreach (var service in _services)
        {
            service.Definition.WebSetup?.Invoke(builder);
        }

        _web = builder.Build();
        if (rpc is not null)
        {
            _web.Use((context, next) => RpcEndpoint.IsFor(context) ? rpc.Serve(context) : next(context));
        }

        AdminPages.Map(_web, _addresses, _graph, _telemetry, _bus?.Desk, _services);
        HealthPages.Map(_web, _services);
        foreach (var service in _services)
        {
            service.Definition.WebMap?.Invoke(_web, service.Provider);
        }

        await _web.StartAsync(cancellation);
        var addresses = _web.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Select(address => new Uri(address)).ToList();
        _addresses.Public = addresses[0];
        _addresses.Admin = addresses[1];
        _addresses.Rpc = addresses.ElementAtOrDefault(2);
    }
}
