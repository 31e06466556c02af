using System.Diagnostics;
using Kontor.Platform.Storage.Managed;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kontor.Platform.Tests.Managed;

/// <summary>A home for one test, in a folder that only the test's user may enter, gone with its server at the end.</summary>
internal sealed class TemporaryHome : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("kontor-test-").FullName; // mode 0700

    public TemporaryHome(string below = "home") => Home = new KontorHome(Path.Combine(_root, below));

    public KontorHome Home { get; }

    /// <summary>A home whose database was made before, because making one takes seconds.</summary>
    public static async Task<TemporaryHome> With(MadeDatabase made, string below = "home")
    {
        var home = new TemporaryHome(below);
        home.Home.Create();
        using var copy = Process.Start("cp", ["--archive", made.Folder, home.Home.Postgres]);
        await copy.WaitForExitAsync();
        Assert.Equal(0, copy.ExitCode);
        return home;
    }

    public string PidFile => Path.Combine(Home.Postgres, "postmaster.pid");

    /// <summary>True while any process of the home's server lives.</summary>
    public bool ServerLives => FileLock.IsTaken(Path.Combine(Home.Run, "postgres.alive"));

    public int ServerPid => Kontor.Platform.Storage.Managed.PidFile.Read(PidFile)!.Pid;

    public Task<ManagedPostgres> Attach() => ManagedPostgres.Attach(Home, NullLogger.Instance, CancellationToken.None);

    public static async Task<T> Ask<T>(ManagedPostgres postgres, string sql)
    {
        await using var source = NpgsqlDataSource.Create(postgres.OwnerConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task Do(ManagedPostgres postgres, string sql)
    {
        await using var source = NpgsqlDataSource.Create(postgres.OwnerConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task Eventually(Func<bool> condition) =>
        Assert.True(await Until.True(condition, TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(5), CancellationToken.None), "It didn't happen within 20 s.");

    public async ValueTask DisposeAsync()
    {
        using (var server = new PostgresServer(Home, NullLogger.Instance))
        {
            if (Directory.Exists(Home.Run))
            {
                await server.Stop();
            }
        }

        Directory.Delete(_root, recursive: true);
    }
}
