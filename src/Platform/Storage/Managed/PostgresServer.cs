using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using Npgsql;

namespace Kontor.Platform.Storage.Managed;

/// <summary>The server of one home: made, started, found again, asked and stopped. The caller sees to it that nobody else does so meanwhile.</summary>
internal sealed class PostgresServer(KontorHome home, ILogger log) : IDisposable
{
    private const string Owner = "kontor";
    private const int Port = 5432; // only part of the socket's name: no port is opened
    private const int LongestSocketPath = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(10); // after a crash it replays up to 4 GB of its log
    private static readonly TimeSpan LeftoverPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(5);

    private static readonly string[] Settings =
    [
        // No TCP. The socket lies in the data folder, which nobody but its owner (and root) may enter; so whoever can reach
        // the socket may read the data files anyway, and 'trust' gives nothing away.
        "listen_addresses=", $"port={Port}", "unix_socket_directories=.", "unix_socket_permissions=0700",
        "fsync=on", "synchronous_commit=on", "full_page_writes=on",
        "shared_buffers=256MB", "max_connections=200", "jit=off", "random_page_cost=1.1",
        "min_wal_size=256MB", "max_wal_size=4GB", "checkpoint_timeout=15min", "checkpoint_completion_target=0.9",
        "timezone=UTC", "log_timezone=UTC",

        // A plan that was made while a table was empty reads all of a shop's rows, and is used until the table is analyzed for the first time. By default that would be a minute after the first orders.
        "autovacuum_naptime=3s",

        // One file an hour, each overwritten a day later. Failed statements are the business of the program that sent them: left
        // in here, a unique constraint doing its work under load would fill the disk.
        "logging_collector=on", "log_directory=log", "log_filename=postgres-%H.log", "log_rotation_age=60", "log_rotation_size=0",
        "log_truncate_on_rotation=on", "log_min_messages=log",
    ];

    private readonly string _pidFile = Path.Combine(home.Postgres, "postmaster.pid");
    private readonly string _alive = Path.Combine(home.Run, "postgres.alive");
    private readonly string _output = Path.Combine(home.Run, "postgres.out");
    private SafeFileHandle? _folder;

    public void Dispose() => _folder?.Dispose();

    /// <summary>How the owner of everything connects to a database of this server.</summary>
    public NpgsqlConnectionStringBuilder Connection(string database) => new()
    {
        Host = SocketFolder(),
        Port = Port,
        Username = Owner,
        Database = database,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    };

    /// <summary>Adopts the server that runs already, or starts it.</summary>
    public async Task EnsureRunning(CancellationToken cancel)
    {
        if (await Adopt(cancel))
        {
            return;
        }

        var programs = await PostgresPrograms.For(home.Postgres, cancel);
        if (!File.Exists(Path.Combine(home.Postgres, "PG_VERSION")))
        {
            log.LogInformation("Making the database on {Folder} with PostgreSQL {Major}", home.Postgres, programs.Major);
            await new NewData(home.Postgres, _alive, _output).Make(programs, Owner, cancel);
        }

        RemoveLeftovers();
        await Start(programs, cancel);
    }

    /// <summary>Stops the server if it runs: orderly, then faster, then by force. What was committed is safe in each case.</summary>
    public async Task Stop()
    {
        foreach (var (signal, seconds) in (IEnumerable<(int, int)>)[(Posix.SigInt, 15), (Posix.SigQuit, 5), (Posix.SigKill, 10)])
        {
            if (Postmaster() is { } pid)
            {
                Posix.Signal(pid, signal);
            }

            if (await Until.True(() => !IsAlive(), TimeSpan.FromSeconds(seconds), Interval, CancellationToken.None))
            {
                return;
            }

            log.LogWarning("PostgreSQL on {Folder} didn't stop within {Seconds} s of signal {Signal}", home.Postgres, seconds, signal);
        }

        throw StillInUse();
    }

    private bool IsAlive() => FileLock.IsTaken(_alive);

    private int? Postmaster() => PidFile.Read(_pidFile) is { } file && ServerProcess.IsPostgres(file.Pid) ? file.Pid : null;

    private async Task<bool> Adopt(CancellationToken cancel)
    {
        // A program that was killed leaves its server behind, at work or in the middle of starting, stopping or being made.
        if (!await Until.True(() => !IsAlive() || Postmaster() is not null, LeftoverPatience, Interval, cancel))
        {
            throw StillInUse();
        }

        if (!IsAlive())
        {
            return false;
        }

        await Until.True(() => Postmaster() is null || PidFile.Read(_pidFile) is not { Status: "" or "starting" }, StartPatience, Interval, cancel);
        if (await Answers(cancel))
        {
            log.LogDebug("PostgreSQL on {Folder} runs already", home.Postgres);
            return true;
        }

        log.LogWarning("The PostgreSQL that an earlier run left behind on {Folder} doesn't answer: it is stopped and started again", home.Postgres);
        await Stop();
        return false;
    }

    private async Task<bool> Answers(CancellationToken cancel)
    {
        var address = Connection("postgres");
        address.Pooling = false;
        address.Timeout = AnswerPatience.Seconds;
        try
        {
            await using var connection = new NpgsqlConnection(address.ConnectionString);
            await connection.OpenAsync(cancel);
            return true;
        }
        catch (PostgresException e)
        {
            return e.SqlState != PostgresErrorCodes.CannotConnectNow; // it may be full, but it is well
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private void RemoveLeftovers()
    {
        // Nothing of ours lives. PostgreSQL would still refuse to start if the process id in a lock file now is some other program's, or
        // one that was killed and that nobody has waited for.
        if (PidFile.Read(_pidFile) is { } file && file.IsOwnersOf(_pidFile))
        {
            throw new StorageUnavailableException(
                $"A PostgreSQL that Kontor didn't start (process {file.Pid}) runs on {home.Postgres}. Stop it, then start Kontor again.");
        }

        File.Delete(_pidFile);
        foreach (var socket in Directory.EnumerateFiles(home.Postgres, ".s.PGSQL.*"))
        {
            File.Delete(socket);
        }
    }

    private async Task Start(PostgresPrograms programs, CancellationToken cancel)
    {
        var started = Stopwatch.StartNew();
        using var process = ServerProcess.Start(
            home.Postgres, _alive, _output, programs.Postgres, ["-D", ServerProcess.DataFolder, .. Settings.SelectMany(setting => (string[])["-c", setting])]);
        var ready = false;
        try
        {
            ready = await Until.True(() => process.HasExited || PidFile.Read(_pidFile) is { Status: "ready" }, StartPatience, Interval, cancel) && !process.HasExited;
        }
        finally
        {
            if (!ready && !process.HasExited)
            {
                Posix.Signal(process.Id, Posix.SigInt); // by this id, as it may not have written down its own yet
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }

        if (!ready)
        {
            throw new StorageUnavailableException(
                $"PostgreSQL {programs.Major} doesn't start on {home.Postgres}. Its log says why; put that right and start Kontor again.{LastLines()}");
        }

        log.LogInformation("PostgreSQL {Major} started on {Folder} in {Milliseconds} ms", programs.Major, home.Postgres, started.ElapsedMilliseconds);
    }

    private string SocketFolder()
    {
        var socket = Path.Combine(home.Postgres, string.Create(CultureInfo.InvariantCulture, $".s.PGSQL.{Port}"));
        if (Encoding.UTF8.GetByteCount(socket) <= LongestSocketPath && socket.AsSpan().IndexOfAny(',', ':') < 0)
        {
            return home.Postgres;
        }

        // The kernel takes 107 bytes for a socket's path, and Npgsql splits hosts at commas and colons. An open descriptor of the
        // folder is a short, plain name for it, good while this program lives, and for other programs of this user, too.
        _folder ??= Posix.OpenDirectory(home.Postgres);
        return string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{_folder.DangerousGetHandle()}");
    }

    private string LastLines()
    {
        var lines = File.ReadLines(_output).ToList();
        var folder = Path.Combine(home.Postgres, "log");
        if (lines.Exists(line => line.Contains("redirecting log output", StringComparison.Ordinal)) && Directory.Exists(folder))
        {
            // The server came as far as its own log.
            lines.AddRange(Directory.EnumerateFiles(folder).OrderBy(File.GetLastWriteTimeUtc).TakeLast(1).SelectMany(File.ReadLines));
        }

        return string.Concat(lines.TakeLast(15).Select(line => Environment.NewLine + "  " + line));
    }

    private StorageUnavailableException StillInUse() => new(
        $"Processes of an earlier PostgreSQL still use {home.Postgres} and don't end, perhaps in another container or on another machine. " +
        "End them ('ps -ef | grep postgres' shows those of this machine), then start Kontor again.");
}
