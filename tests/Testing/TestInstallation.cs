using Kontor.Contracts.Shops.V1;
using Kontor.Host;
using Kontor.Platform.Hosting;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage.Managed;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kontor.Testing;

/// <summary>
/// The whole product on a PostgreSQL of its own, started once a test run. Tests keep out of each other's way by each having a shop of their own.
/// With <c>KONTOR_TEST_SPLIT=1</c> the one that all share has each service in a process of its own; this process is the gateway's then.
/// </summary>
public sealed class TestInstallation
{
    public const string OperatorEmail = "operator@example.com";

    public const string OperatorPassword = "correct horse battery staple";

    private static readonly Lazy<Task<TestInstallation>> s_shared = new(() => Task.Run(Start));

    private static readonly Lazy<Task<ManagedPostgres>> s_postgres = new(() => Task.Run(StartPostgres));

    // A server has 200 connections, and every process wants some.
    private static readonly Lazy<Task<ManagedPostgres>>[] s_moreServers = [new(() => Task.Run(StartPostgres)), new(() => Task.Run(StartPostgres))];

    private static ServiceProcesses? s_services;

    private static int s_shops;

    private readonly KontorApp _checked;

    private TestInstallation(KontorApp app, string ownerConnectionString, KontorApp? check = null)
    {
        App = app;
        OwnerConnectionString = ownerConnectionString;
        _checked = check ?? app;
    }

    /// <summary>The one that all tests of a run share.</summary>
    public static Task<TestInstallation> Shared => s_shared.Value;

    /// <summary>What tests call, and what has the public address.</summary>
    public KontorApp App { get; }

    /// <summary>Every invariant of every service.</summary>
    public IEnumerable<InvariantCheck> Checks => _checked.Checks;

    /// <summary>The database as its owner, who sees all schemas (and, being a superuser here, all shops).</summary>
    public string OwnerConnectionString { get; }

    /// <summary>An empty database on the test run's server, for tests that start processes of their own.</summary>
    public static async Task<string> NewDatabase() => await NewDatabase(await s_postgres.Value);

    /// <summary>An empty database on one of two further servers, for tests that start many processes at once.</summary>
    /// <param name="turn">Tests take turns at the servers.</param>
    public static async Task<string> NewDatabaseForProcesses(int turn) => await NewDatabase(await s_moreServers[turn % s_moreServers.Length].Value);

    private static async Task<string> NewDatabase(ManagedPostgres server)
    {
        var name = $"test_{Guid.NewGuid():N}"[..20];
        await using var source = NpgsqlDataSource.Create(server.OwnerConnectionString);
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server.OwnerConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>A process on the given database, for tests that need their own clock, options or a second process.</summary>
    public static async Task<TestInstallation> Start(string ownerConnectionString, Func<KontorOptions, KontorOptions>? change = null)
    {
        var options = Options(ownerConnectionString);
        return new TestInstallation(await Start(change?.Invoke(options) ?? options), ownerConnectionString);
    }

    /// <summary>A new shop that no other test uses.</summary>
    public async Task<TestShop> NewShop(string currency = "EUR", bool pricesIncludeTax = true, int taxRatePpm = 190_000)
    {
        var handle = $"shop-{Interlocked.Increment(ref s_shops)}-{Guid.NewGuid():N}"[..16].TrimEnd('-');
        var call = new CallContext(default, Actor.System, DateTimeOffset.UtcNow + TimeSpan.FromSeconds(30), CancellationToken.None);
        var shop = await App.Client.Call(
            ShopsMethods.CreateShop,
            new CreateShopRequest { Handle = handle, Name = handle, Currency = currency, PricesIncludeTax = pricesIncludeTax, TaxRatePpm = taxRatePpm },
            call);
        return new TestShop(this, new ShopId(Guid.Parse(shop.Value.Id)), handle, currency);
    }

    /// <summary>The same database, reached through another process on it.</summary>
    public TestInstallation With(KontorApp other) => new(other, OwnerConnectionString);

    /// <summary>SQL for the events that a service has told: those in its outbox and those that are in the log already. In order by <c>logged DESC, position</c>.</summary>
    public static string Told(string service) =>
        $"""
        (SELECT false AS logged, position, shop_id, event_id, type, topic, key, body FROM {service}.outbox
         UNION ALL SELECT true, position, shop_id, event_id, type, topic, key, body FROM bus.log WHERE topic = '{service}') AS told
        """;

    /// <summary>Does something as the owner that no service would.</summary>
    public async Task Do(string sql, params object[] values)
    {
        await using var source = NpgsqlDataSource.Create(OwnerConnectionString);
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One value, asked as the owner.</summary>
    public async Task<T> Ask<T>(string sql, params object[] values)
    {
        await using var source = NpgsqlDataSource.Create(OwnerConnectionString);
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<TestInstallation> Start()
    {
        var owner = (await s_postgres.Value).OwnerConnectionString;
        return Environment.GetEnvironmentVariable("KONTOR_TEST_SPLIT") == "1" ? await StartSplit(owner) : await Start(owner);
    }

    private static async Task<TestInstallation> StartSplit(string ownerConnectionString)
    {
        var services = s_services = await ServiceProcesses.Start(ownerConnectionString);
        var options = Options(ownerConnectionString);
        var gateway = await Start(options with { Services = ServiceProcesses.Gateway, Peers = services.Peers, RpcSecret = services.RpcSecret });
        return new TestInstallation(gateway, ownerConnectionString, check: await Start(options with { Port = null, RunJobs = false, PoolSize = 1 }));
    }

    private static KontorOptions Options(string ownerConnectionString) => new()
    {
        OwnerConnectionString = ownerConnectionString,
        Port = 0,
        AdminEmail = OperatorEmail,
        AdminPassword = OperatorPassword,
        RateLimit = 100_000,
        RateBurst = 100_000,
    };

    private static Task<KontorApp> Start(KontorOptions options) => KontorApp.Start(options, new ServiceGraph(ServiceList.All()), NullLoggerFactory.Instance, CancellationToken.None);

    private static async Task<ManagedPostgres> StartPostgres()
    {
        var postgres = await ManagedPostgres.Attach(new KontorHome(ServerFolder.Make()), NullLogger.Instance, CancellationToken.None);

        // Test classes share the server, so nobody but the end of the process can stop it.
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            s_services?.Stop();
            postgres.DisposeAsync().AsTask().GetAwaiter().GetResult();
        };
        return postgres;
    }
}
