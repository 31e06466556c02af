using System.Globalization;

namespace Kontor.Platform.Storage.Managed;

/// <summary><c>postmaster.pid</c>, in which a PostgreSQL server says who and how far it is.</summary>
/// <param name="Pid">Its process id, which may have died since, or be somebody else's by now.</param>
/// <param name="Status"><c>starting</c>, <c>ready</c> or <c>stopping</c>; empty just after it was made.</param>
internal sealed record PidFile(int Pid, string Status)
{
    private const int StatusLine = 7;

    /// <summary>What it says now; null when there is none, or none that makes sense.</summary>
    public static PidFile? Read(string path)
    {
        try
        {
            var lines = File.ReadAllLines(path);
            return lines.Length > 0 && int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                ? new PidFile(pid, lines.Length > StatusLine ? lines[StatusLine].Trim() : "")
                : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>True when that process really is the PostgreSQL that wrote the file, as far as this user may know.</summary>
    public bool IsOwnersOf(string path)
    {
        try
        {
            // A server's working directory is its data folder, so the same file must be found from there. A path would mislead:
            // links and mounts give one folder many.
            return ServerProcess.IsPostgres(Pid) && File.ReadAllText($"/proc/{Pid}/cwd/postmaster.pid") == File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
