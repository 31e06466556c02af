using System.CommandLine;
using Kontor.Platform.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kontor.Host.Commands;

/// <summary>What this program is made of, and whether it could start as it is configured.</summary>
internal static class ServicesCommands
{
    public static Command List()
    {
        var command = new Command("list-services", "Show the services, whom they call and which events they listen to.");
        command.SetAction(_ =>
        {
            foreach (var service in new ServiceGraph(ServiceList.All()).Describe())
            {
                Terminal.Line($"{service.Name,-10} :{service.Port}  {service.Methods.Count} methods");
                if (service.Calls.Count > 0)
                {
                    Terminal.Line($"           calls      {string.Join(", ", service.Calls)}");
                }

                if (service.ListensTo.Count > 0)
                {
                    Terminal.Line($"           listens to {string.Join(", ", service.ListensTo)}");
                }
            }
        });
        return command;
    }

    public static Command Check()
    {
        var command = new Command("check-config", "Check the configuration and the database without starting anything.");
        var options = ServeOptions.AddTo(command, someServices: true);
        command.SetAction(parsed => Terminal.Run(cancellation => Check(options.Read(parsed), cancellation)));
        return command;
    }

    private static async Task<int> Check(ServeSettings settings, CancellationToken cancellation)
    {
        var graph = new ServiceGraph(ServiceList.All());
        var budget = graph.ConnectionBudget(settings.Services, settings.PoolSize.Value);
        var isNew = Connection.Given is null && !settings.Home.HasData;
        var needsDatabase = graph.NeedDatabase(settings.Services);
        var database = !needsDatabase ? "none: these services keep nothing"
            : Connection.Given is not null ? "the one that KONTOR_DATABASE names"
            : $"a PostgreSQL of its own in {settings.Home.Postgres}{(isNew ? ", which will be made at the first start" : "")}";
        Terminal.Line($"Services   {settings.Services}");
        Terminal.Line($"Port       {settings.Port}");
        Terminal.Line($"Admin port {settings.AdminPort}");
        Terminal.Line($"Address    {settings.Bind}");
        Terminal.Line(settings.RpcPort is { } port ? $"RPC port   {port} on {settings.RpcBind}" : "RPC port   none: other processes can't call these services (default)");
        foreach (var peer in settings.Peers.Names.Order(StringComparer.Ordinal))
        {
            Terminal.Line($"Peer       {peer} at {string.Join(" and ", settings.Peers.AddressesOf(peer))}");
        }

        Terminal.Line($"Rate limit {settings.RateLimit} requests a second from one address, {settings.RateBurst} at once");
        Terminal.Line($"Proxies    {(settings.TrustedProxies.Value.Length == 0 ? "none trusted: X-Forwarded-For is ignored" : settings.TrustedProxies)}");
        Terminal.Line($"Pool size  {settings.PoolSize} connections for each service");
        Terminal.Line($"Database   {database}");
        Terminal.Line($"Budget     {budget} connections for each process that runs these services");
        var faults = graph.PeerFaults(settings.On(null)).ToList();
        foreach (var fault in faults)
        {
            Terminal.Error($"kontor: {fault}");
        }

        if (faults.Count > 0)
        {
            Terminal.Line("Mend this before you start.");
            return 1;
        }

        if (isNew || !needsDatabase)
        {
            Terminal.Line("All is well.");
            return 0;
        }

        await using var connection = await Connection.Open(settings.Home, NullLogger.Instance, cancellation);
        return await CheckDatabase(connection, budget, cancellation);
    }

    private static async Task<int> CheckDatabase(Connection connection, int budget, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(connection.OwnerConnectionString);
        await using var command = source.CreateCommand(
            """
            SELECT current_setting('server_version_num')::int / 10000, current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,
                   rolsuper OR rolcreaterole, current_setting('fsync') = 'on' AND current_setting('synchronous_commit') <> 'off'
            FROM pg_roles WHERE rolname = current_user
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var (version, connections, mayCreateRoles, isDurable) = (reader.GetInt32(0), reader.GetInt32(1), reader.GetBoolean(2), reader.GetBoolean(3));
        Terminal.Line($"Server     PostgreSQL {version}, {connections} connections to be had");
        string?[] problems =
        [
            version >= 15 ? null : $"PostgreSQL {version} is too old: Kontor needs 15 or newer.",
            budget <= connections ? null : $"The budget of {budget} doesn't fit into {connections} connections: raise max_connections, or run fewer services in this process.",
            mayCreateRoles ? null : "The database's user may not create roles: run ALTER ROLE … CREATEROLE for it.",
            isDurable ? null : "fsync or synchronous_commit is off: acknowledged orders could be lost in a crash. Turn both on.",
        ];
        foreach (var problem in problems.OfType<string>())
        {
            Terminal.Error($"kontor: {problem}");
        }

        var isFine = Array.TrueForAll(problems, problem => problem is null);
        Terminal.Line(isFine ? "All is well." : "Mend this before you start.");
        return isFine ? 0 : 1;
    }
}
