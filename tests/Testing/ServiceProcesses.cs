using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Kontor.Host;
using Kontor.Platform.Rpc;
using Npgsql;

namespace Kontor.Testing;

/// <summary>Every service but the gateway in a process of its own, as <c>kontor serve</c> starts it, on one database. They know each other by address.</summary>
internal sealed class ServiceProcesses
{
    public const string Gateway = "gateway";

    private const string Secret = "shared-by-the-processes-of-a-test-run";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly List<Process> _processes = [];

    private ServiceProcesses(PeerList peers) => Peers = peers;

    /// <summary>Where they are.</summary>
    public PeerList Peers { get; }

    /// <summary>What they ask of their callers.</summary>
    public RpcSecret RpcSecret { get; } = RpcSecret.Of(Secret);

    /// <summary>Starts them; they end with this process, however it ends.</summary>
    public static async Task<ServiceProcesses> Start(string ownerConnectionString)
    {
        var names = ServiceList.All().Select(service => service.Name).Where(name => name != Gateway).ToList();
        var ports = FreePorts(names.Count);
        var peers = string.Join(',', names.Zip(ports, (name, port) => $"{name}=http://127.0.0.1:{port}"));
        var processes = new ServiceProcesses(PeerList.Parse(peers));

        // The first one makes the shop that the others' first start asks for.
        var starts = names.Zip(ports, (name, port) => (Name: name, Port: port)).ToList();
        await processes.Start(starts[0].Name, starts[0].Port, peers, ownerConnectionString);
        await Task.WhenAll(starts.Skip(1).Select(start => processes.Start(start.Name, start.Port, peers, ownerConnectionString)));
        return processes;
    }

    /// <summary>Ends them and waits until they are gone.</summary>
    public void Stop()
    {
        _processes.ForEach(process => process.StandardInput.Close());
        _processes.ForEach(process => process.WaitForExit());
    }

    private async Task Start(string service, int port, string peers, string ownerConnectionString)
    {
        // The shell outlives neither us nor the service: it ends the service when our end of its input is closed, also by kill -9.
        const string UntilInputEnds = "\"$@\" & child=$!; cat; kill -TERM $child; wait $child";
        string[] serve = ["dotnet", typeof(ServiceList).Assembly.Location, "serve", "--services", service, "--port", "0", "--admin-port", "0", "--rpc-port", $"{port}"];
        var start = new ProcessStartInfo("sh", ["-c", UntilInputEnds, "sh", .. serve]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KONTOR_DATABASE"] = AsUrl(ownerConnectionString);
        start.Environment["KONTOR_PEERS"] = peers;
        start.Environment["KONTOR_RPC_SECRET"] = Secret;
        start.Environment["KONTOR_POOL_SIZE"] = "6";
        start.Environment["KONTOR_ADMIN_EMAIL"] = TestInstallation.OperatorEmail;
        start.Environment["KONTOR_ADMIN_PASSWORD"] = TestInstallation.OperatorPassword;
        var process = Process.Start(start)!;
        lock (_processes)
        {
            _processes.Add(process);
        }

        var complaint = new System.Text.StringBuilder();
        var runs = new TaskCompletionSource();
        process.ErrorDataReceived += (_, line) => complaint.AppendLine(line.Data);
        process.OutputDataReceived += (_, line) => _ = line.Data?.Contains("Kontor is running", StringComparison.Ordinal) == true && runs.TrySetResult();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        try
        {
            await runs.Task.WaitAsync(s_patience);
        }
        catch (TimeoutException exception)
        {
            throw new InvalidOperationException($"{service} didn't start within {s_patience}: {complaint}", exception);
        }
    }

    private static string AsUrl(string ownerConnectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(ownerConnectionString);
        return $"postgres://{settings.Username}@localhost:{settings.Port}/{settings.Database}?Host={Uri.EscapeDataString(settings.Host!)}&SslMode={settings.SslMode}&GssEncryptionMode={settings.GssEncryptionMode}";
    }

    // All at once, so that no port is given out twice.
    private static List<int> FreePorts(int count)
    {
        var probes = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        probes.ForEach(probe => probe.Start());
        var ports = probes.Select(probe => ((IPEndPoint)probe.LocalEndpoint).Port).ToList();
        probes.ForEach(probe => probe.Stop());
        return ports;
    }
}
