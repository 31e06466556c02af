using Npgsql;

namespace Kontor.Bench.Machine;

/// <summary>What PostgreSQL's connections at work wait for, looked at ten times a second.</summary>
internal sealed class Waits : IAsyncDisposable
{
    private const string Look =
        """
        SELECT coalesce(wait_event, '') FROM pg_stat_activity
        WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid()
        """;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly Task _looking;

    private Waits(NpgsqlConnection connection) => _looking = Watch(connection);

    /// <summary>The share of each wait among all connections that were at work; the empty name is work itself.</summary>
    public IReadOnlyDictionary<string, double> Shares
    {
        get
        {
            var all = Math.Max(1, _seen.Values.Sum());
            return _seen.ToDictionary(pair => pair.Key, pair => (double)pair.Value / all, StringComparer.Ordinal);
        }
    }

    public static async Task<Waits> Start(NpgsqlConnectionStringBuilder database, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        return new Waits(connection);
    }

    /// <summary>Looks no more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_looking.IsCompleted)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task Watch(NpgsqlConnection connection)
    {
        await using var closing = connection;
        await using var command = new NpgsqlCommand(Look, connection);
        await command.PrepareAsync();
        while (true)
        {
            await Task.Delay(s_pause, _stopping.Token);
            await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
            while (await reader.ReadAsync(CancellationToken.None))
            {
                var wait = reader.GetString(0);
                _seen[wait] = _seen.GetValueOrDefault(wait) + 1;
            }
        }
    }
}
