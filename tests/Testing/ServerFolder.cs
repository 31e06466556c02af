using System.Diagnostics;

namespace Kontor.Testing;

/// <summary>
/// The folder of a test run's PostgreSQL. Tests share the server, so nobody but the end of the process can delete it, and a test host doesn't wait for long then:
/// a shell does it that is left when our end of its input is closed, also by kill -9.
/// </summary>
internal static class ServerFolder
{
    private const string DeleteWhenInputEnds =
        """
        exec >/dev/null 2>&1 # whoever reads what the tests print must not wait for this
        cat
        for try in $(seq 150); do
            [ -e "$1/postgres/postmaster.pid" ] || break
            [ "$try" != 100 ] || kill -INT "$(head -n 1 "$1/postgres/postmaster.pid")" # nobody is left to stop it
            sleep 0.1
        done
        rm -rf "$1"
        """;

    // Kept for as long as the process lives: it holds the other end.
    private static readonly List<Process> s_shells = [];

    public static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("kontor-test-").FullName;
        var shell = Process.Start(new ProcessStartInfo("sh", ["-c", DeleteWhenInputEnds, "sh", folder]) { RedirectStandardInput = true })!;
        lock (s_shells)
        {
            s_shells.Add(shell);
        }

        return folder;
    }
}
