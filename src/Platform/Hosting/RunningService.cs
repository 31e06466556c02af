using Kontor.Platform.Jobs;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kontor.Platform.Hosting;

/// <summary>A service in this process: its container, its connections, its jobs.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private static readonly TimeSpan s_deliverEvery = TimeSpan.FromSeconds(2);

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

    public IEnumerable<InvariantCheck> Checks => _definition.Checks.Select(check => check(_provider));

    public static RunningService Start(
        ServiceBuilder definition, ServiceLogin? login, KontorOptions options, RpcServer server, HostAddresses addresses, StartNotices notices, ILoggerFactory loggers)
    {
        var services = definition.Services;
        services.AddSingleton(options);
        services.AddSingleton(options.Clock);
        services.AddSingleton(addresses);
        services.AddSingleton(notices);
        services.AddSingleton(loggers);
        services.Add(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));
        services.AddSingleton(new RpcClient(definition.Name, definition.CalledServices, server, atEdge: definition.WebMap is not null));
        if (login is not null)
        {
            // Made here and owned by the container, which closes its connections.
            services.AddSingleton(_ => Connect(definition.Name, login, options, loggers));
            services.AddSingleton(provider => new Database(provider.GetRequiredService<NpgsqlDataSource>(), login.AcrossShopsRole));
            services.AddSingleton<Outbox>();
        }

        var running = new RunningService(definition, services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true }));
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

    /// <summary>Its own jobs, and the delivery of its events to the consumers in this process.</summary>
    public Task RunJobs(IEnumerable<RunningService> all, CancellationToken cancellation)
    {
        if (_provider.GetService<Database>() is not { } database)
        {
            return Task.CompletedTask;
        }

        var clock = _provider.GetRequiredService<TimeProvider>();
        var logger = _provider.GetRequiredService<ILoggerFactory>().CreateLogger($"Kontor.{Name}");
        var jobs = _definition.JobsToRun.Select(job => job(_provider)).Append(new Job("clean-up", Retention.Pause, new Retention(database, clock).Run)).ToList();
        var subscriptions = all.SelectMany(service => service._definition.Subscriptions.Select(subscription => subscription(service._provider)));
        foreach (var subscription in subscriptions.Where(subscription => subscription.Topic == Name))
        {
            var delivery = new OutboxDelivery(database, subscription, clock, logger);
            var job = new Job($"deliver {subscription.Consumer}", s_deliverEvery, delivery.Run);
            _provider.GetRequiredService<Outbox>().Written += (_, _) => job.WakeUp();
            jobs.Add(job);
        }

        return new JobRunner(database, jobs, clock, logger).Run(cancellation);
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    private static NpgsqlDataSource Connect(string schema, ServiceLogin login, KontorOptions options, ILoggerFactory loggers)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.OwnerConnectionString)
        {
            Username = login.Role,
            Password = login.Password,
            SearchPath = $"{schema}, public",
            ApplicationName = $"kontor {schema}",
            MaxPoolSize = options.PoolSize,
            MinPoolSize = 0,
            Timeout = 5,
            CommandTimeout = 30,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
        };
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UseLoggerFactory(loggers);
        builder.Name = schema;
        return builder.Build();
    }
}
