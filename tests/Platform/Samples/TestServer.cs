using Kontor.Platform.Storage.Managed;
using Kontor.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kontor.Platform.Tests.Samples;

/// <summary>One PostgreSQL for all tests that don't stop it; each test has a database of its own on it.</summary>
internal static class TestServer
{
    private static readonly Lazy<Task<ManagedPostgres>> s_shared = new(() => Task.Run(Start));

    /// <summary>An empty database, as its owner sees it.</summary>
    public static async Task<string> NewDatabase()
    {
        var server = await s_shared.Value;
        var name = $"test_{Guid.NewGuid():N}"[..20];
        await Do(server.OwnerConnectionString, $"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(server.OwnerConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>Does something as the owner that no service would.</summary>
    public static async Task Do(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One value, asked as the owner.</summary>
    public static async Task<T> Ask<T>(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Waits until something holds; fails the test when it never does.</summary>
    public static async Task Eventually(Func<Task<bool>> condition, TimeSpan? patience = null)
    {
        var until = DateTimeOffset.UtcNow + (patience ?? TimeSpan.FromSeconds(20));
        while (!await condition())
        {
            Assert.True(DateTimeOffset.UtcNow < until, "It never came to be.");
            await Task.Delay(10);
        }
    }

    /// <inheritdoc cref="Eventually(Func{Task{bool}}, TimeSpan?)"/>
    public static Task Eventually(Func<bool> condition) => Eventually(() => Task.FromResult(condition()));

    private static async Task<ManagedPostgres> Start()
    {
        var postgres = await ManagedPostgres.Attach(new KontorHome(ServerFolder.Make()), NullLogger.Instance, CancellationToken.None);

        // Test classes share the server, so nobody but the end of the process can stop it.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => postgres.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return postgres;
    }
}
