using System.Net;
using System.Net.Sockets;

namespace Kontor.Platform.Tests.Samples;

/// <summary>A piece of network that can be cut.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _open = [];
    private readonly EndPoint _target;

    public Relay(Uri target)
    {
        _target = new IPEndPoint(IPAddress.Loopback, target.Port);
        _listener.Start();
        _ = Accept();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    /// <summary>Breaks all connections, as the death of a process does. New ones can be made.</summary>
    public void Cut()
    {
        lock (_open)
        {
            foreach (var socket in _open)
            {
                socket.LingerState = new LingerOption(enable: true, 0);
                socket.Dispose();
            }

            _open.Clear();
        }
    }

    public void Dispose()
    {
        _listener.Stop();
        Cut();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var caller = await _listener.AcceptSocketAsync();
                var called = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await called.ConnectAsync(_target);
                lock (_open)
                {
                    _open.AddRange([caller, called]);
                }

                _ = Pass(caller, called);
                _ = Pass(called, caller);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }

    private static async Task Pass(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer)) > 0)
            {
                await to.SendAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }
}
