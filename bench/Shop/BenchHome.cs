using System.Diagnostics;

namespace Kontor.Bench.Shop;

/// <summary>The folder that everything is made in. It is gone after the benchmark, however that ends: a shell deletes it when our end of its input is closed, also by kill -9.</summary>
internal sealed class BenchHome : IDisposable
{
    private const string DeleteWhenInputEnds =
        """
        trap '' INT HUP # Ctrl+C on a terminal is for those who have something to put away first
        exec >/dev/null 2>&1
        cat
        for try in $(seq 200); do
            [ -e "$1/home/postgres/postmaster.pid" ] || break
            [ "$try" != 150 ] || kill -INT "$(head -n 1 "$1/home/postgres/postmaster.pid")" # nobody is left to stop it
            sleep 0.1
        done
        rm -rf "$1"
        """;

    private readonly Process _shell;
    private readonly string _folder;

    public BenchHome()
    {
        _folder = Directory.CreateTempSubdirectory("kontor-bench-").FullName;
        _shell = Process.Start(new ProcessStartInfo("sh", ["-c", DeleteWhenInputEnds, "sh", _folder]) { RedirectStandardInput = true })!;
    }

    /// <summary>The home of the program.</summary>
    public string Home => Path.Combine(_folder, "home");

    /// <summary>What the programs printed.</summary>
    public string Log => Path.Combine(_folder, "program.log");

    /// <summary>A path for a file of our own.</summary>
    public string File(string name) => Path.Combine(_folder, name);

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }
}
