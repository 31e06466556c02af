using System.ComponentModel;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kontor.Platform.Storage.Managed;

/// <summary>
/// The PostgreSQL that Kontor starts for itself when nobody gave it one. Any number of programs may use a home's server at the same
/// time (the shop, an import, a check-up): the first starts it, the last to leave stops it, and who is killed is not counted.
/// </summary>
public sealed class ManagedPostgres : IAsyncDisposable
{
    private const string Database = "kontor";
    private static readonly TimeSpan GatePatience = TimeSpan.FromMinutes(10); // another program may be replaying the log after a crash

    private readonly KontorHome _home;
    private readonly PostgresServer _server;
    private FileLock? _use;
    private bool _joined;

    private ManagedPostgres(KontorHome home, ILogger log)
    {
        _home = home;
        _server = new PostgresServer(home, log);
    }

    /// <summary>
    /// Connects as the owner of everything to the database <c>kontor</c>, through a socket that only this user and root can reach.
    /// Good until this is disposed, also for other programs of this user.
    /// </summary>
    public string OwnerConnectionString => _server.Connection(Database).ConnectionString;

    private string Users => Path.Combine(_home.Run, "postgres.users");

    /// <summary>Starts the home's server, or joins those who use it already, and makes the database if it isn't there.</summary>
    /// <exception cref="StorageUnavailableException">It can't be had; the message says what to do.</exception>
    public static async Task<ManagedPostgres> Attach(KontorHome home, ILogger log, CancellationToken cancel)
    {
        home.Create();
        var postgres = new ManagedPostgres(home, log);
        try
        {
            await postgres.Join(cancel);
            return postgres;
        }
        catch (Exception e)
        {
            await postgres.DisposeAsync();
            if (e is IOException or UnauthorizedAccessException or Win32Exception or NpgsqlException)
            {
                throw new StorageUnavailableException(
                    $"The PostgreSQL on {home.Postgres} can't be had: {e.Message} Its log is in {Path.Combine(home.Postgres, "log")}. Put that right and start Kontor again.", e);
            }

            throw;
        }
    }

    /// <summary>Leaves the server, and stops it when nobody else uses it. Close connections first: a stop cuts them off.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_use is null) // never came in, or left already
        {
            _server.Dispose();
            return;
        }

        using var gate = await EnterGate(CancellationToken.None);
        _use.Dispose();
        _use = null;
        if (_joined && !FileLock.IsTaken(Users))
        {
            await _server.Stop();
        }

        _server.Dispose();
    }

    private async Task Join(CancellationToken cancel)
    {
        using var gate = await EnterGate(cancel);
        _use = FileLock.TryShared(Users) ?? throw new IOException($"{Users} is locked by a program that isn't Kontor.");
        await _server.EnsureRunning(cancel);
        _joined = true;
        try
        {
            await using var connection = new NpgsqlConnection(Unpooled(Database));
            await connection.OpenAsync(cancel);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await MakeDatabase(cancel);
        }
    }

    private async Task MakeDatabase(CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(Unpooled("postgres"));
        await connection.OpenAsync(cancel);

        // Not every build can compress with lz4, and only the server knows. The database comes last: where it is, all of this was done.
        await using var best = new NpgsqlCommand("select case when 'lz4' = any(enumvals) then 'lz4' else 'on' end from pg_settings where name = 'wal_compression'", connection);
        var compression = (string)(await best.ExecuteScalarAsync(cancel))!;
        foreach (var sql in (string[])[$"alter system set wal_compression = '{compression}'", "select pg_reload_conf()", $"create database {Database}"])
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <summary>One program at a time starts, joins, leaves or stops.</summary>
    private async Task<FileLock> EnterGate(CancellationToken cancel) =>
        await FileLock.Exclusive(Path.Combine(_home.Run, "postgres.gate"), GatePatience, cancel)
        ?? throw new StorageUnavailableException(
            $"Another Kontor has been starting or stopping the PostgreSQL on {_home.Postgres} for {GatePatience.TotalMinutes} minutes. End that program, then try again.");

    private string Unpooled(string database)
    {
        var address = _server.Connection(database);
        address.Pooling = false; // a connection kept in a pool would be one to a server that may be gone
        return address.ConnectionString;
    }
}
