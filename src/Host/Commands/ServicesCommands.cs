using System.CommandLine;
using Kontor.Platform.Hosting;
using Kontor.Platform.Storage.Managed;
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
        var home = CommonOptions.Home();
        var services = new Option<string>("--services") { Description = "The list that 'serve' would get.", DefaultValueFactory = _ => "all", HelpName = "LIST" };
        var command = new Command("check-config", "Check the configuration and the database without starting anything.") { home, services };
        command.SetAction(parsed => Terminal.Run(cancellation => Check(CommonOptions.HomeOf(parsed, home), parsed.GetValue(services)!, cancellation)));
        return command;
    }

    private static async Task<int> Check(KontorHome home, string services, CancellationToken cancellation)
    {
        var budget = new ServiceGraph(ServiceList.All()).ConnectionBudget(services);
        Terminal.Line($"Services   {services}");
        Terminal.Line($"Database   {(Connection.Given is null ? $"a PostgreSQL of its own in {home.Postgres}" : "the one that KONTOR_DATABASE names")}");
        await using var connection = await Connection.Open(home, NullLogger.Instance, cancellation);
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
        Terminal.Line($"           PostgreSQL {version}, {connections} connections to be had");
        Terminal.Line($"Budget     {budget} connections for each process that runs these services");
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
