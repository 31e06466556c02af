using Kontor.Platform.Hosting;
using Kontor.Platform.Storage.Managed;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kontor.Host.Commands;

/// <summary>The database that a command works on: the one that <c>KONTOR_DATABASE</c> names, or the home's own server.</summary>
internal sealed class Connection : IAsyncDisposable
{
    private readonly ManagedPostgres? _managed;

    private Connection(string ownerConnectionString, ManagedPostgres? managed)
    {
        OwnerConnectionString = ownerConnectionString;
        _managed = managed;
    }

    /// <summary>Null without one; then the home's own server is used.</summary>
    public static string? Given => Environment.GetEnvironmentVariable("KONTOR_DATABASE") is { Length: > 0 } given ? given : null;

    public string OwnerConnectionString { get; }

    /// <exception cref="ConfigurationException"><c>KONTOR_DATABASE</c> can't be understood.</exception>
    /// <exception cref="StorageUnavailableException">The home's own server can't be had.</exception>
    public static async Task<Connection> Open(KontorHome home, ILogger logger, CancellationToken cancellation)
    {
        if (Given is { } given)
        {
            return new Connection(FromUrl(given), null);
        }

        var managed = await ManagedPostgres.Attach(home, logger, cancellation);
        return new Connection(managed.OwnerConnectionString, managed);
    }

    public ValueTask DisposeAsync()
    {
        if (_managed is null)
        {
            return ValueTask.CompletedTask;
        }

        // The server is about to stop: connections left in a pool would be cut off.
        NpgsqlConnection.ClearAllPools();
        return _managed.DisposeAsync();
    }

    /// <summary>Turns <c>postgres://user:password@host:port/database?sslmode=require</c> into what Npgsql takes.</summary>
    internal static string FromUrl(string given)
    {
        if (!Uri.TryCreate(given, UriKind.Absolute, out var url) || url.Scheme is not ("postgres" or "postgresql") || url.AbsolutePath.Length < 2)
        {
            throw new ConfigurationException("KONTOR_DATABASE can't be understood. Write it as postgres://user:password@host:5432/database.");
        }

        var user = url.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.IsDefaultPort || url.Port < 0 ? 5432 : url.Port,
            Database = Uri.UnescapeDataString(url.AbsolutePath[1..]),
            Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : "postgres",
        };
        if (user.Length == 2)
        {
            settings.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (var (name, value) in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], pair.Length == 2 ? pair[1] : "")))
        {
            try
            {
                settings[name] = Uri.UnescapeDataString(value);
            }
            catch (ArgumentException exception)
            {
                throw new ConfigurationException($"KONTOR_DATABASE has the parameter '{name}={value}', which can't be used: {exception.Message}");
            }
        }

        return settings.ConnectionString;
    }
}
