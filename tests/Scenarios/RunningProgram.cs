using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Kontor.Testing;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios;

/// <summary>The program as its users start, ask, stop and kill it.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private const string Email = "operator@example.com";
    private const string Password = "correct horse battery staple";

    private readonly Process _process;
    private readonly string _home;

    private RunningProgram(Process process, string home, Uri address)
    {
        _process = process;
        _home = home;
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    /// <summary>A shop with a mug, or what is in the home already.</summary>
    public static async Task<RunningProgram> Start(string home, params (string Name, string Value)[] settings)
    {
        var port = FreePort();
        var process = Launch(settings, "up", "--no-demo", "--home", home, "--port", port.ToString());
        var program = new RunningProgram(process, home, new Uri($"http://127.0.0.1:{port}/"));
        var isEmpty = false;
        await Eventually(() => program.Answers("/v1/products?limit=1", body => (isEmpty = body.GetProperty("items").GetArrayLength() == 0) || true), TimeSpan.FromSeconds(60));
        if (isEmpty)
        {
            await program.LogIn();
            await program.AddMug(100);
            program.Http.DefaultRequestHeaders.Authorization = null;
        }

        return program;
    }

    /// <summary>What there is to buy.</summary>
    public async Task AddMug(int pieces)
    {
        Assert.Equal(201, (await Http.PostJson("/v1/products", new { name = "Mug", status = "active", variants = new[] { new { sku = "MUG-BLUE", price = new { amount = 100, currency = "EUR" } } } })).Status);
        Assert.Equal(201, (await Http.PostJson("/v1/stock/MUG-BLUE/adjustments", new { location = "main", delta = pieces, reason = "bought" })).Status);
    }

    /// <summary>Some services, called at the given port.</summary>
    public static async Task<RunningProgram> Serve(string home, string services, int rpcPort, params string[] peers)
    {
        var port = FreePort();
        var process = Launch(
            ["serve", "--services", services, "--home", home, "--port", port.ToString(), "--rpc-port", rpcPort.ToString(), .. peers.SelectMany(peer => (string[])["--peer", peer])]);
        var program = new RunningProgram(process, home, new Uri($"http://127.0.0.1:{port}/"));
        await Eventually(() => program.Answers("/health/ready", _ => true), TimeSpan.FromSeconds(60));
        return program;
    }

    public static Process Launch(params string[] arguments) => Launch([], arguments);

    public static Process Launch((string Name, string Value)[] settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Host.ServiceList).Assembly.Location, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["KONTOR_ADMIN_EMAIL"] = Email;
        start.Environment["KONTOR_ADMIN_PASSWORD"] = Password;
        start.Environment.Remove("KONTOR_DATABASE");
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public static async Task<int> Run(params string[] arguments) => (await Outcome([], arguments)).Status;

    public static async Task<(int Status, string Output, string Complaint)> Outcome((string Name, string Value)[] settings, params string[] arguments)
    {
        using var process = Launch(settings, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var complaint = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, complaint);
    }

    public async Task<string> PlaceOrder()
    {
        var placed = await Http.PostJson("/v1/orders", OrderOf(("MUG-BLUE", 1)));
        Assert.Equal(201, placed.Status);
        return placed.Body.GetProperty("number").GetString()!;
    }

    /// <summary>What it logs until it ends.</summary>
    public Task<string> Log() => _process.StandardError.ReadToEndAsync();

    public async Task LogIn()
    {
        using var login = await Http.PostAsJsonAsync("/v1/auth/login", new { email = Email, password = Password });
        Http.DefaultRequestHeaders.Authorization = new("Bearer", (await login.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString());
    }

    public async Task<IReadOnlyList<string>> Orders()
    {
        await LogIn();
        return [.. (await Http.GetJson("/v1/orders")).Body.GetProperty("items").EnumerateArray().Select(order => order.GetProperty("number").GetString()!)];
    }

    /// <returns>The exit status after the signal.</returns>
    public async Task<int> Stop(string signal = "TERM")
    {
        using var kill = Process.Start("kill", ["-" + signal, _process.Id.ToString()]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void KillEverything()
    {
        _process.Kill();
        _process.WaitForExit();
        var postmaster = int.Parse(File.ReadLines(Path.Combine(_home, "postgres", "postmaster.pid")).First());
        using var kill = Process.Start("sh", ["-c", $"kill -9 {postmaster} $(pgrep -P {postmaster})"]);
        kill.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            await Stop();
        }

        _process.Dispose();
    }

    private async Task<bool> Answers(string path, Func<JsonElement, bool> rightly)
    {
        Assert.False(_process.HasExited, _process.HasExited ? await _process.StandardError.ReadToEndAsync() : "");
        try
        {
            var answer = await Http.GetJson(path);
            return answer.Status == 200 && rightly(answer.Body);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(System.Net.IPAddress.Loopback, 0);
        probe.Start();
        return ((System.Net.IPEndPoint)probe.LocalEndpoint).Port;
    }
}
