using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;

namespace Kontor.Platform.Hosting;

/// <summary>The services of this program and how they hang together. A mistake stops the start with a sentence, not later with a surprise.</summary>
public sealed class ServiceGraph
{
    private readonly Dictionary<string, ServiceBuilder> _definitions;

    /// <summary>Takes the services' declarations.</summary>
    /// <exception cref="ConfigurationException">A name is given twice, a call leads to an unknown service or in a circle, or a method is served twice.</exception>
    public ServiceGraph(IReadOnlyList<IService> services)
    {
        _definitions = new(StringComparer.Ordinal);
        foreach (var service in services)
        {
            var definition = new ServiceBuilder(service);
            service.Define(definition);
            if (service.Name == Migrations.Bus)
            {
                throw new ConfigurationException($"No service can be called '{Migrations.Bus}': that is the event bus's schema. Rename it in ServiceList.cs.");
            }

            if (!_definitions.TryAdd(service.Name, definition))
            {
                throw new ConfigurationException($"Two services are called '{service.Name}'. Rename one in ServiceList.cs.");
            }
        }

        RefuseUnknownCalls();
        RefuseDoubleRoutes();
        foreach (var name in Names)
        {
            RefuseCycles(name, []);
        }
    }

    /// <summary>All names, in the order of the list.</summary>
    public IReadOnlyCollection<string> Names => _definitions.Keys;

    /// <summary>Where tests may have a process killed; of all services, so that a variable that is set for several processes suits each of them.</summary>
    public IEnumerable<string> FaultPoints => _definitions.Values.SelectMany(service => service.FaultPoints);

    /// <summary>One line for each service, for people.</summary>
    public IEnumerable<ServiceSummary> Describe() =>
        _definitions.Values.Select(service => new ServiceSummary(
            service.Name, service.Port, [.. service.CalledServices], [.. service.EventTypes], [.. service.MethodPaths]));

    /// <summary>Holds a <c>--services</c> list against the known names.</summary>
    /// <exception cref="ConfigurationException">A name isn't known, or none is given.</exception>
    public void RefuseUnknown(string services) => _ = Select(services);

    /// <summary>How many database connections a process with these services may hold.</summary>
    /// <exception cref="ConfigurationException">A name isn't known, or none is given.</exception>
    public int ConnectionBudget(string services, int poolSize) => Select(services).Count(service => service.HasDatabase) is var count and > 0 ? (count * poolSize) + EventBus.PoolSize(poolSize) : 0;

    /// <summary>Whether any of these services keeps something in the database.</summary>
    /// <exception cref="ConfigurationException">A name isn't known, or none is given.</exception>
    public bool NeedDatabase(string services) => Select(services).Any(service => service.HasDatabase);

    /// <summary>Whether any of these services serves public paths.</summary>
    /// <exception cref="ConfigurationException">A name isn't known, or none is given.</exception>
    public bool ServePublic(string services) => Select(services).Any(service => service.WebMap is not null);

    /// <summary>Why a process couldn't speak to others as it is told to, a sentence each.</summary>
    /// <exception cref="ConfigurationException">A name isn't known, or none is given.</exception>
    public IEnumerable<string> PeerFaults(KontorOptions options)
    {
        var here = Select(options.Services);
        foreach (var name in options.Peers.Names.Where(name => !_definitions.ContainsKey(name)))
        {
            yield return $"There is an address for '{name}', but no service of that name. Known are: {string.Join(", ", Names)}.";
        }

        var reachable = here.Select(service => service.Name).Concat(options.Peers.Names).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in here.SelectMany(service => service.CalledServices).Distinct(StringComparer.Ordinal).Where(called => !reachable.Contains(called)))
        {
            var callers = string.Join("' and '", here.Where(service => service.CalledServices.Contains(missing)).Select(service => service.Name));
            yield return $"'{missing}', which is called by '{callers}', neither runs here nor has an address. Add it to --services, or say where it is with --peer {missing}=http://host:port (KONTOR_PEERS).";
        }

        if ((options.Peers.Names.Count > 0 || options.RpcPort is not null) && options.RpcSecret is null && !here.Any(service => service.HasDatabase))
        {
            yield return "No service here has a database to find the RPC secret in. Set KONTOR_RPC_SECRET, to the same value in all processes; openssl rand -hex 32 makes one.";
        }
    }

    /// <summary>The declarations of the services named in a <c>--services</c> list; <c>all</c> is all of them.</summary>
    /// <exception cref="ConfigurationException">A name isn't known, or none is given.</exception>
    internal IReadOnlyList<ServiceBuilder> Select(string list)
    {
        var names = list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0)
        {
            throw new ConfigurationException($"--services names no service. Known are: all, {string.Join(", ", Names)}.");
        }

        return [.. names.SelectMany(name => name == "all" ? Names : [name]).Distinct(StringComparer.Ordinal).Select(name => _definitions.TryGetValue(name, out var definition)
            ? definition
            : throw new ConfigurationException($"There is no service '{name}'. Known are: all, {string.Join(", ", Names)}."))];
    }

    private void RefuseUnknownCalls()
    {
        foreach (var (caller, called) in _definitions.Values.SelectMany(service => service.CalledServices.Select(called => (service.Name, called))))
        {
            if (!_definitions.ContainsKey(called))
            {
                throw new ConfigurationException($"'{caller}' declares that it calls '{called}', which isn't in ServiceList.cs.");
            }
        }
    }

    private void RefuseDoubleRoutes()
    {
        var doubled = _definitions.Values.SelectMany(service => service.MethodPaths).GroupBy(path => path, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (doubled is not null)
        {
            throw new ConfigurationException($"{doubled.Key} is served twice. Remove one of the two Rpc(…) lines.");
        }
    }

    private void RefuseCycles(string name, IReadOnlyList<string> path)
    {
        if (path.Contains(name))
        {
            throw new ConfigurationException($"Services call each other in a circle: {string.Join(" → ", path.SkipWhile(step => step != name))} → {name}. Turn one of the calls into an event.");
        }

        foreach (var called in _definitions[name].CalledServices)
        {
            RefuseCycles(called, [.. path, name]);
        }
    }
}

/// <summary>A service in one line.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Port">Its gRPC port when it runs alone.</param>
/// <param name="Calls">Whom it calls.</param>
/// <param name="ListensTo">Which events it handles.</param>
/// <param name="Methods">What it serves.</param>
public sealed record ServiceSummary(string Name, int Port, IReadOnlyList<string> Calls, IReadOnlyList<string> ListensTo, IReadOnlyList<string> Methods);

/// <summary>The program can't start as it is configured. The message says what to change.</summary>
public sealed class ConfigurationException(string message) : Exception(message);
