using System.Diagnostics;
using System.Globalization;

namespace Kontor.Platform.Storage.Managed;

/// <summary>Starts the programs of PostgreSQL the one way that works for everybody.</summary>
/// <remarks>
/// <para>PostgreSQL refuses to run as root, so root's is given to the owner of the data. That account may be unable to reach the data
/// by its path (a home under <c>/root</c>, a private temporary folder), so the shell opens the folder while it still may, and the
/// program names it by the open descriptor. The working directory is one that everybody can enter: PostgreSQL leaves
/// and re-enters it to find its own files.</para>
/// <para>It gets a process session of its own, so that a Ctrl+C on the terminal stops Kontor first and PostgreSQL after it.</para>
/// <para>A second descriptor holds a lock on a file. All processes of the server inherit it, so as long as any of them lives, the lock
/// is taken. That is proof across process id reuse, containers and users, where a process id in a file is a guess.</para>
/// </remarks>
internal static class ServerProcess
{
    /// <summary>How a program that was started by this class names its data.</summary>
    public const string DataFolder = "/proc/self/fd/9";

    private const string Script =
        """
        exec 9<"$1" 8>>"$2" >"$3" 2>&1 </dev/null
        if [ "$(id -u)" -eq 0 ]; then
            user=$(stat -c %u "$1") group=$(stat -c %g "$1")
        fi
        shift 3
        cd /
        flock -n 8 || { echo "Another PostgreSQL still uses the folder."; exit 1; }
        if [ "${user:-}" ]; then
            set -- setpriv --reuid="$user" --regid="$group" --clear-groups "$@"
        fi
        exec setsid "$@"
        """;

    /// <summary>Starts a program on a data folder; its process id is the program's own.</summary>
    public static Process Start(string dataFolder, string lockFile, string outputFile, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "kontor", dataFolder, lockFile, outputFile, program, .. arguments]);
        start.Environment["LC_ALL"] = "C"; // a locale that isn't installed must not stop the server, and the log is read by this program
        start.Environment["MALLOC_TOP_PAD_"] = "1048576"; // each statement would ask the kernel for its memory and give it back
        return Process.Start(start)!;
    }

    /// <summary>The account that the data of a new home belongs to; null when it is simply the user's own.</summary>
    public static (uint User, uint Group)? Account()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return null;
        }

        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToList();
        var account = accounts.Find(fields => fields[0] == "postgres") ?? accounts.Find(fields => fields[0] == "nobody")
            ?? throw new StorageUnavailableException(
                "PostgreSQL refuses to run as root, and this machine has neither a user 'postgres' nor 'nobody' to run it as. Make one with 'useradd --system postgres', or run Kontor as an ordinary user.");
        return (uint.Parse(account[2], CultureInfo.InvariantCulture), uint.Parse(account[3], CultureInfo.InvariantCulture));
    }

    /// <summary>True while a process with this id is a PostgreSQL server.</summary>
    public static bool IsPostgres(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").TrimEnd() is "postgres" or "postmaster";
        }
        catch (IOException)
        {
            return false; // no such process
        }
    }
}
