using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Kontor.Bench.Load;
using Kontor.Bench.Shop;

namespace Kontor.Bench.Samples;

/// <summary>This program once more, as one of its own samples, in a process of its own.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly Process _shell;

    private SampleProcess(Process shell, int pid, int port)
    {
        _shell = shell;
        Pid = pid;
        Address = new Uri($"http://127.0.0.1:{port}/");
    }

    public int Pid { get; }

    public Uri Address { get; }

    /// <summary>Starts it; returns when its port is open.</summary>
    /// <param name="log">Gets what it prints.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="arguments">Which sample, and what it needs to know. Its port comes last.</param>
    public static async Task<SampleProcess> Start(string log, CancellationToken cancellation, params string[] arguments)
    {
        var port = ProgramProcess.FreePort();
        string[] command = ["dotnet", typeof(SampleProcess).Assembly.Location, .. arguments, port.ToString(CultureInfo.InvariantCulture)];
        var (shell, pid) = await ProgramProcess.Launch(command, log, cancellation);
        var sample = new SampleProcess(shell, pid, port);
        var started = Stopwatch.GetTimestamp();
        while (!await IsOpen(port, cancellation))
        {
            if (Stopwatch.GetElapsedTime(started) > s_patience)
            {
                await sample.DisposeAsync();
                throw new BenchFailedException($"The sample '{arguments[0]}' doesn't start: {string.Join('\n', File.ReadLines(log).TakeLast(10))}");
            }

            await Task.Delay(20, cancellation);
        }

        return sample;
    }

    public async ValueTask DisposeAsync() => await ProgramProcess.End(_shell);

    private static async Task<bool> IsOpen(int port, CancellationToken cancellation)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync("127.0.0.1", port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
