using Kontor.Platform.Failures;
using Kontor.Platform.Jobs;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Rpc.Wire;
using Kontor.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kontor.Platform.Hosting;

/// <summary>A service in this process: its container, its connections, its jobs.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly ServiceBuilder _definition;
    private readonly ServiceProvider _provider;

    private RunningService(ServiceBuilder definition, ServiceProvider provider)
    {
        _definition = definition;
        _provider = provider;
    }

    public string Name => _definition.Name;

    public IServiceProvider Provider => _provider;

    public ServiceBuilder Definition => _definition;

    /// <summary>What it declares, and what holds of every service.</summary>
    public IEnumerable<InvariantCheck> Checks => _definition.Checks.Select(check => check(_provider))
        .Concat(_provider.GetService<Database>() is { } database ? [new InvariantCheck(Name, UnansweredKeys.Name, new UnansweredKeys(database).Find)] : []);

    public static RunningService Start(
        ServiceBuilder definition, ServiceLogin? login, KontorOptions options, RpcServer server, RemoteServices? remote, HostAddresses addresses, StartNotices notices, FaultPoints faults, Watches watches, BackgroundWork background, ILoggerFactory loggers)
    {
        var services = definition.Services;
        services.AddSingleton(options);
        services.AddSingleton(options.Clock);
        services.AddSingleton(addresses);
        services.AddSingleton(notices);
        services.AddSingleton(faults);
        services.AddSingleton(watches);
        services.AddSingleton(background);
        services.AddSingleton(loggers);
        services.Add(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));
        services.AddSingleton(new RpcClient(definition.Name, definition.CalledServices, server, remote, atEdge: definition.WebMap is not null));
        if (login is not null)
        {
            // Made here and owned by the container, which closes its connections.
            services.AddSingleton(_ => Connections.Open(definition.Name, login, options, loggers));
            services.AddSingleton(provider => new Database(provider.GetRequiredService<NpgsqlDataSource>(), login.AcrossShopsRole));
            services.AddSingleton<Outbox>();
        }

        var running = new RunningService(definition, services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true }));
        foreach (var watch in definition.Watches)
        {
            watches.Add(watch(running.Provider));
        }

        foreach (var method in definition.Methods)
        {
            method(server, running.Provider);
        }

        return running;
    }

    public async Task RunStartTasks(CancellationToken cancellation)
    {
        foreach (var task in _definition.StartTasks)
        {
            await ((IStartTask)_provider.GetRequiredService(task)).Run(cancellation);
        }
    }

    /// <summary>Its own jobs, and those that hand it the events it listens to.</summary>
    public Task RunJobs(EventBus? bus, CancellationToken cancellation)
    {
        if (bus is null || _provider.GetService<Database>() is not { } database)
        {
            return Task.CompletedTask;
        }

        _provider.GetRequiredService<Outbox>().Written += (_, _) => bus.Signals.Written();
        var clock = _provider.GetRequiredService<TimeProvider>();
        IReadOnlyList<Job> jobs =
        [
            .. _definition.JobsToRun.Select(job => job(_provider)),
            .. bus.Listen(Name, [.. _definition.Subscriptions.Select(subscription => subscription(_provider))]),
            new Job("clean-up", Retention.Pause, new Retention(database, clock).Run),
        ];
        return new JobRunner(database, jobs, clock, _provider.GetRequiredService<ILoggerFactory>().CreateLogger($"Kontor.{Name}")).Run(cancellation);
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
