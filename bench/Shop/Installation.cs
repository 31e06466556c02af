using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Kontor.Bench.Load;
using Kontor.Platform.Storage.Managed;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kontor.Bench.Shop;

/// <summary>The instance that is measured: the running program, its home and the PostgreSQL that it manages.</summary>
internal sealed class Installation(string program, BenchHome home) : IAsyncDisposable
{
    private ProgramProcess? _running;
    private ManagedPostgres? _postgres;

    public BenchHome Home => home;

    public bool IsRunning => _running is not null;

    public ProgramProcess Running => _running ?? throw new InvalidOperationException("The program isn't started.");

    /// <summary>The first process of its PostgreSQL.</summary>
    public int Postmaster => int.Parse(File.ReadLines(Path.Combine(home.Home, "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>Starts it, and the PostgreSQL with it.</summary>
    /// <returns>From the start to the first good answer.</returns>
    public async Task<TimeSpan> Start(CancellationToken cancellation)
    {
        _running = await ProgramProcess.Up(program, home, cancellation);
        _postgres = await ManagedPostgres.Attach(new KontorHome(home.Home), NullLogger.Instance, cancellation);
        return _running.StartedIn;
    }

    /// <summary>Stops both.</summary>
    public async Task Stop()
    {
        NpgsqlConnection.ClearAllPools();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync(); // ours is not the last use of it: the program's own is
            _postgres = null;
        }

        if (_running is not null)
        {
            await _running.DisposeAsync();
            _running = null;
        }
    }

    /// <summary>How its owner connects to a database of its server.</summary>
    public NpgsqlConnectionStringBuilder Database(string name) => new(_postgres!.OwnerConnectionString) { Database = name };

    /// <summary>Asks for one value, as the owner.</summary>
    public async Task<T> Ask<T>(string database, string sql, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(Database(database).ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Runs statements, as the owner.</summary>
    public async Task Execute(string database, string sql, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(Database(database).ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Runs one of the program's commands on the home, beside the running program.</summary>
    /// <returns>The object that it prints last.</returns>
    public async Task<JsonElement> Json(IEnumerable<string> command, CancellationToken cancellation, Action<int>? started = null)
    {
        var output = await Command.Run("dotnet", [program, .. command, "--home", home.Home, "--json"], cancellation, started: started);
        return JsonDocument.Parse(output.Trim().Split('\n')[^1]).RootElement;
    }

    /// <summary>Whether the program has a command that begins with these words.</summary>
    public async Task<bool> Has(CancellationToken cancellation, params string[] command) =>
        (await Command.Run("dotnet", [program, .. command[..^1], "--help"], cancellation)).Split('\n').Any(line => line.TrimStart().StartsWith(command[^1], StringComparison.Ordinal));

    /// <summary>A client that may see everything, at an address of its own.</summary>
    public async Task<HttpClient> SignIn(CancellationToken cancellation)
    {
        var http = new HttpClient { BaseAddress = Running.Address };
        using var login = await http.PostAsJsonAsync("/v1/auth/login", new { email = ProgramProcess.OperatorEmail, password = ProgramProcess.OperatorPassword }, cancellation);
        var tokens = await login.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellation);
        http.DefaultRequestHeaders.Authorization = new("Bearer", tokens.GetProperty("accessToken").GetString());
        return http;
    }

    /// <summary>How many events are still to be handled, by whatever consumer.</summary>
    public async Task<long> EventsBehind(CancellationToken cancellation)
    {
        var events = await Json(["events"], cancellation);
        return events.GetProperty("consumers").EnumerateArray().Sum(consumer => consumer.GetProperty("lag").GetInt64()) + events.GetProperty("waiting").EnumerateObject().Sum(waiting => waiting.Value.GetInt64());
    }

    public async ValueTask DisposeAsync() => await Stop();
}
