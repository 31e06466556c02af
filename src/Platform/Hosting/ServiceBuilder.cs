using System.Reflection;
using Google.Protobuf;
using Kontor.Platform.Jobs;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Platform.Hosting;

/// <summary>What a service declares about itself. Features, handlers and jobs are made once, by constructor injection.</summary>
public sealed class ServiceBuilder
{
    private readonly HashSet<string> _calls = new(StringComparer.Ordinal);
    private readonly HashSet<string> _eventTypes = new(StringComparer.Ordinal);
    private readonly List<Action<RpcServer, IServiceProvider>> _methods = [];
    private readonly List<Func<IServiceProvider, Subscription>> _subscriptions = [];
    private readonly List<Func<IServiceProvider, Watch>> _watches = [];
    private readonly List<Func<IServiceProvider, Job>> _jobs = [];
    private readonly List<Func<IServiceProvider, InvariantCheck>> _checks = [];
    private readonly List<string> _methodPaths = [];
    private readonly List<Type> _startTasks = [];
    private readonly List<string> _faultPoints = [];
    private readonly List<(string Prefix, Func<IServiceProvider, RequestDelegate> Serve)> _adminPaths = [];

    internal ServiceBuilder(IService service)
    {
        Name = service.Name;
        Assembly = service.GetType().Assembly;
    }

    /// <summary>The service's own container. Database, Outbox, Watches, BackgroundWork, RpcClient, KontorOptions, HostAddresses, TimeProvider and loggers are in it already.</summary>
    public IServiceCollection Services { get; } = new ServiceCollection();

    internal string Name { get; }

    internal Assembly Assembly { get; }

    internal int Port { get; private set; }

    internal bool HasDatabase { get; private set; } = true;

    internal IReadOnlyCollection<string> CalledServices => _calls;

    internal IReadOnlyCollection<string> EventTypes => _eventTypes;

    internal IReadOnlyList<string> MethodPaths => _methodPaths;

    internal IReadOnlyList<Action<RpcServer, IServiceProvider>> Methods => _methods;

    internal IReadOnlyList<Func<IServiceProvider, Subscription>> Subscriptions => _subscriptions;

    internal IReadOnlyList<Func<IServiceProvider, Watch>> Watches => _watches;

    internal IReadOnlyList<Func<IServiceProvider, Job>> JobsToRun => _jobs;

    internal IReadOnlyList<Func<IServiceProvider, InvariantCheck>> Checks => _checks;

    internal IReadOnlyList<Type> StartTasks => _startTasks;

    internal IReadOnlyList<string> FaultPoints => _faultPoints;

    internal IReadOnlyList<(string Prefix, Func<IServiceProvider, RequestDelegate> Serve)> AdminPaths => _adminPaths;

    internal Action<WebApplicationBuilder>? WebSetup { get; private set; }

    internal Action<WebApplication, IServiceProvider>? WebMap { get; private set; }

    /// <summary>The port of its gRPC contract when it runs in a process of its own.</summary>
    public ServiceBuilder OnPort(int port)
    {
        Port = port;
        return this;
    }

    /// <summary>It keeps nothing of its own.</summary>
    public ServiceBuilder WithoutDatabase()
    {
        HasDatabase = false;
        return this;
    }

    /// <summary>Whose contracts it calls, by service name. A call that isn't declared here throws.</summary>
    public ServiceBuilder Calls(params IReadOnlyList<string> services)
    {
        _calls.UnionWith(services);
        return this;
    }

    /// <summary>Serves a method of its contract: <c>Rpc(OrdersMethods.PlaceOrder, (PlaceOrder feature) => feature.Handle)</c>.</summary>
    public ServiceBuilder Rpc<TFeature, TRequest, TResponse>(
        RpcMethod<TRequest, TResponse> method, Func<TFeature, Func<TRequest, CallContext, Task<Result<TResponse>>>> handler)
        where TFeature : class
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        Once<TFeature>();
        _methodPaths.Add(method.Path);
        _methods.Add((server, services) => server.Add(method, handler(services.GetRequiredService<TFeature>())));
        return this;
    }

    /// <summary>Listens to a type of event: <c>On(PaymentCaptured.Type, (OnPaymentCaptured feature) => feature.Handle)</c>.</summary>
    public ServiceBuilder On<TFeature, TBody>(EventType<TBody> type, Func<TFeature, Func<Event<TBody>, Task>> handler)
        where TFeature : class
        where TBody : class => Listen<TFeature, TBody>(type, takesMany: false, feature =>
        {
            var handle = handler(feature);
            return (events, _) => handle(events[0]);
        });

    /// <summary>
    /// Listens to a type of event and takes what waits of it together, shop by shop, for events of which there are many:
    /// <c>OnMany(OrderConfirmed.Type, (OnOrderConfirmed feature) => feature.Handle)</c>. If that fails, each is handled by itself.
    /// </summary>
    public ServiceBuilder OnMany<TFeature, TBody>(EventType<TBody> type, Func<TFeature, Func<EventGroup<TBody>, Task>> handler)
        where TFeature : class
        where TBody : class => Listen<TFeature, TBody>(type, takesMany: true, feature =>
        {
            var handle = handler(feature);
            return (events, call) => handle(new EventGroup<TBody>(events, call));
        });

    /// <summary>
    /// Learns of a type of event in every process that runs this service, to forget what it keeps in memory: in the process that told it as soon as it is committed,
    /// in others a moment later. It may come twice, and nothing is delivered to a process that isn't there.
    /// </summary>
    /// <param name="type">What happened.</param>
    /// <param name="hear">Is quick, and never fails.</param>
    public ServiceBuilder Watch<TFeature, TBody>(EventType<TBody> type, Func<TFeature, Action<ShopId, TBody>> hear)
        where TFeature : class
        where TBody : class
    {
        Once<TFeature>();
        _watches.Add(services =>
        {
            var heard = hear(services.GetRequiredService<TFeature>());
            return new Watch(type.Name, body => System.Text.Json.JsonSerializer.Deserialize<TBody>(body, Outbox.Json)!, (shop, body) => heard(shop, (TBody)body));
        });
        return this;
    }

    /// <summary>Does something again and again, on one replica at a time.</summary>
    public ServiceBuilder Every<TFeature>(TimeSpan pause, string job, Func<TFeature, Func<CancellationToken, Task>> run)
        where TFeature : class
    {
        Once<TFeature>();
        _jobs.Add(services => new Job(job, pause, run(services.GetRequiredService<TFeature>())));
        return this;
    }

    /// <summary>An invariant that <c>kontor doctor</c> holds the data against.</summary>
    /// <param name="name">What must hold, as a sentence.</param>
    /// <param name="check">Finds what breaks it.</param>
    public ServiceBuilder Check<TFeature>(string name, Func<TFeature, Func<CancellationToken, Task<Findings>>> check)
        where TFeature : class
    {
        Once<TFeature>();
        _checks.Add(services => new InvariantCheck(Name, name, check(services.GetRequiredService<TFeature>())));
        return this;
    }

    /// <summary>Where tests may have the process killed; see <see cref="Failures.FaultPoints"/>. Each begins with the service's name.</summary>
    public ServiceBuilder MayDieAt(IReadOnlyList<string> points)
    {
        _faultPoints.AddRange(points);
        return this;
    }

    /// <summary>Serves public paths. For the services at the edge.</summary>
    /// <param name="setup">Adds what the web server itself needs.</param>
    /// <param name="map">Adds middleware and endpoints; gets the service's own container.</param>
    public ServiceBuilder Web(Action<WebApplicationBuilder> setup, Action<WebApplication, IServiceProvider> map)
    {
        WebSetup = setup;
        WebMap = map;
        return this;
    }

    /// <summary>Serves paths on the admin port, which is bound to loopback and never public.</summary>
    /// <param name="prefix">What the paths begin with: <c>/sandbox/card</c>.</param>
    /// <param name="serve">Makes what answers, out of the service's own container.</param>
    public ServiceBuilder Admin(string prefix, Func<IServiceProvider, RequestDelegate> serve)
    {
        _adminPaths.Add((prefix, serve));
        return this;
    }

    /// <summary>Something to do once at the start, before the first request is served.</summary>
    public ServiceBuilder AtStart<TTask>()
        where TTask : class, IStartTask
    {
        Once<TTask>();
        _startTasks.Add(typeof(TTask));
        return this;
    }

    private ServiceBuilder Listen<TFeature, TBody>(EventType<TBody> type, bool takesMany, Func<TFeature, Func<IReadOnlyList<Event<TBody>>, CallContext, Task>> handler)
        where TFeature : class
        where TBody : class
    {
        Once<TFeature>();
        if (!_eventTypes.Add(type.Name))
        {
            // The two would share inbox rows, and only one of them would ever work.
            throw new ConfigurationException($"'{Name}' listens to '{type.Name}' twice. Do both things in one handler.");
        }

        _subscriptions.Add(services =>
        {
            var handle = handler(services.GetRequiredService<TFeature>());
            return new Subscription(type.Name, takesMany, (events, call) => handle([.. events.Select(logged => Event<TBody>.Of(logged, Name, call))], call));
        });
        return this;
    }

    private void Once<TFeature>()
        where TFeature : class
    {
        if (!Services.Any(service => service.ServiceType == typeof(TFeature)))
        {
            Services.AddSingleton<TFeature>();
        }
    }
}

/// <summary>Something that a service does before the first request is served. Several replicas may do it at once.</summary>
public interface IStartTask
{
    /// <summary>Does it; throwing stops the start.</summary>
    Task Run(CancellationToken cancellation);
}

/// <summary>An invariant of the data.</summary>
/// <param name="Service">Whose data.</param>
/// <param name="Name">What must hold, as a sentence.</param>
/// <param name="Examine">Looks for what breaks it. May run while the program works, and must not take what is under way for broken.</param>
public sealed record InvariantCheck(string Service, string Name, Func<CancellationToken, Task<Findings>> Examine)
{
    /// <summary>What breaks it, a line each; nothing when it holds.</summary>
    public async Task<IReadOnlyList<string>> FindViolations(CancellationToken cancellation) => (await Examine(cancellation)).Violations;
}
