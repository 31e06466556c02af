using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Kontor.Bench.Load;

namespace Kontor.Bench.Shop;

/// <summary>The published program, started as its users start it. It ends with this process, however this one ends.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    public const string OperatorEmail = "operator@example.com";
    public const string OperatorPassword = "correct horse battery staple";

    // The shell outlives neither us nor the program: it ends the program when our end of its input is closed, also by kill -9.
    private const string UntilInputEnds =
        """
        trap '' INT HUP
        log=$1; shift
        "$@" >>"$log" 2>&1 & child=$!
        echo $child
        cat >/dev/null
        kill -TERM $child 2>/dev/null
        kill -CONT $child 2>/dev/null # it may be paused
        wait $child
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(5);

    private readonly Process _shell;
    private readonly string _log;

    private ProgramProcess(Process shell, int pid, Uri address, string log)
    {
        _shell = shell;
        _log = log;
        Pid = pid;
        Address = address;
    }

    public int Pid { get; }

    public Uri Address { get; }

    /// <summary>From its start to its first good answer.</summary>
    public TimeSpan StartedIn { get; private set; }

    /// <summary>Starts <c>kontor up</c> with the defaults, but for this: no demo, and loopback is a proxy that tells each client's address.</summary>
    /// <exception cref="BenchFailedException">It doesn't start.</exception>
    public static async Task<ProgramProcess> Up(string program, BenchHome home, CancellationToken cancellation)
    {
        var port = FreePort();
        string[] command = ["dotnet", program, "up", "--home", home.Home, "--port", port.ToString(CultureInfo.InvariantCulture), "--no-demo"];
        var started = Stopwatch.GetTimestamp();
        var (shell, pid) = await Launch(command, home.Log, cancellation);
        var running = new ProgramProcess(shell, pid, new Uri($"http://127.0.0.1:{port}/"), home.Log);
        try
        {
            await running.UntilItServes(cancellation);
            running.StartedIn = Stopwatch.GetElapsedTime(started);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts any program in the same way.</summary>
    public static async Task<(Process Shell, int Pid)> Launch(IEnumerable<string> command, string log, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("sh", ["-c", UntilInputEnds, "sh", log, .. command]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var set in start.Environment.Keys.Where(name => name.StartsWith("KONTOR_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(set); // the defaults are measured, whatever this machine is set to
        }

        start.Environment["KONTOR_ADMIN_EMAIL"] = OperatorEmail;
        start.Environment["KONTOR_ADMIN_PASSWORD"] = OperatorPassword;
        start.Environment["KONTOR_TRUSTED_PROXIES"] = "127.0.0.1";
        var shell = Process.Start(start)!;
        return (shell, int.Parse((await shell.StandardOutput.ReadLineAsync(cancellation))!, CultureInfo.InvariantCulture));
    }

    /// <summary>Ends it orderly.</summary>
    public async ValueTask DisposeAsync()
    {
        await End(_shell);
    }

    public static async Task End(Process shell)
    {
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task UntilItServes(CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = Address };
        var until = TimeProvider.System.GetUtcNow() + s_patience;
        while (!await Serves(http, cancellation))
        {
            if (_shell.HasExited || !Directory.Exists($"/proc/{Pid}") || TimeProvider.System.GetUtcNow() > until)
            {
                throw new BenchFailedException($"The program doesn't start: {string.Join('\n', File.ReadLines(_log).TakeLast(20))}");
            }

            await Task.Delay(s_lookEvery, cancellation);
        }
    }

    private static async Task<bool> Serves(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/v1/products?limit=1", UriKind.Relative), cancellation);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
