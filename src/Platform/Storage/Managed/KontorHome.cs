using System.Text.Json;

namespace Kontor.Platform.Storage.Managed;

/// <summary>The one folder that everything Kontor writes is under. Two homes are two independent installations.</summary>
public sealed class KontorHome
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>A home in this folder; it needs not exist yet.</summary>
    /// <param name="folder">Absolute, or relative to the current directory.</param>
    public KontorHome(string folder) => Folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <summary>The folder itself, absolute.</summary>
    public string Folder { get; }

    /// <summary>The data of the managed PostgreSQL.</summary>
    public string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>Locks and the like: of no use once nothing runs.</summary>
    public string Run => Path.Combine(Folder, "run");

    /// <summary>Whether a shop was ever started here, with a PostgreSQL of its own.</summary>
    public bool HasData => File.Exists(Path.Combine(Postgres, "PG_VERSION"));

    /// <summary>What imports leave for people to look at.</summary>
    public string Imports => Path.Combine(Folder, "imports");

    /// <summary>The public address of the program that serves from this home; null when none does.</summary>
    public Uri? Address => Running() is { } running && FileLock.IsTaken(Lock) ? new Uri(running.Address) : null;

    private string Lock => Path.Combine(Run, "kontor.lock");

    private string Announcement => Path.Combine(Run, "kontor.json");

    /// <summary>
    /// Where the home is when nobody says otherwise: <c>KONTOR_HOME</c>, for root <c>/var/lib/kontor</c>, else
    /// <c>$XDG_DATA_HOME/kontor</c>, which is <c>~/.local/share/kontor</c> by default.
    /// </summary>
    public static KontorHome Default()
    {
        if (Environment.GetEnvironmentVariable("KONTOR_HOME") is { Length: > 0 } given)
        {
            return new KontorHome(given);
        }

        if (Environment.IsPrivilegedProcess)
        {
            return new KontorHome("/var/lib/kontor");
        }

        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return new KontorHome(Path.Combine(data, "kontor"));
    }

    /// <summary>Makes the folders that aren't there yet, for the owner's eyes only.</summary>
    /// <exception cref="StorageUnavailableException">The folder can't be written to.</exception>
    public void Create()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new StorageUnavailableException(
                "Kontor manages a PostgreSQL of its own on Linux only. Start a PostgreSQL 15 or newer yourself and set KONTOR_DATABASE=postgres://user:password@host/database.");
        }

        try
        {
            foreach (var folder in (string[])[Folder, Run])
            {
                CreatePrivate(folder);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException(
                $"Kontor can't write to its home {Folder}: {e.Message} Choose another folder with --home or KONTOR_HOME, or run Kontor as the user who owns this one.", e);
        }
    }

    /// <summary>Makes the folder of <see cref="Imports"/>: rejected records are nobody's but the owner's.</summary>
    public void CreateImports()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Imports);
            return;
        }

        CreatePrivate(Folder);
        CreatePrivate(Imports);
    }

    /// <summary>
    /// Makes this program the one that serves from this home, until the claim is disposed or the program dies.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Another program serves from it; the message says where.</exception>
    public HomeClaim Claim()
    {
        Create();
        if (FileLock.TryExclusive(Lock) is not { } held)
        {
            throw new StorageUnavailableException(
                $"Kontor already runs on the home {Folder}{WhereItRuns()}. Use that one, stop it first, or start a second shop with another --home and --port.");
        }

        File.Delete(Announcement); // of a program that was killed: its address would send people nowhere
        return new HomeClaim(held, Announcement);
    }

    /// <summary>A path below the home, made for nobody but the owner if it isn't there.</summary>
    internal static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("Windows has no file modes.");
        }

        Directory.CreateDirectory(folder, OwnerOnly);
    }

    private string WhereItRuns() => Running() is { } running ? $": {running.Address} (process {running.Pid})" : " (it is just starting)";

    private RunningProgram? Running()
    {
        try
        {
            return JsonSerializer.Deserialize<RunningProgram>(File.ReadAllText(Announcement), JsonSerializerOptions.Web);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
