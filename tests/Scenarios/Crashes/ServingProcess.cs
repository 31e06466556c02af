using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Kontor.Testing;
using Npgsql;

namespace Kontor.Scenarios.Crashes;

/// <summary><c>kontor serve</c> in a process of its own, on a database that may have other processes. It can be killed, or kill itself at a fault point.</summary>
public sealed class ServingProcess : IAsyncDisposable
{
    private const int KilledStatus = 137;

    private static readonly TimeSpan s_start = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServingProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where its API is, once it serves.</summary>
    public Task<Uri> Address => _address.Task;

    /// <summary>The last that it printed or logged.</summary>
    public string Output => string.Join('\n', _output.TakeLast(40));

    /// <summary>Launches it without waiting for anything: a process that recovers may die before it serves.</summary>
    public static ServingProcess Launch(string ownerConnectionString, string? faultPoint = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Host.ServiceList).Assembly.Location, "serve", "--no-demo", "--port", "0"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("KONTOR_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["KONTOR_DATABASE"] = Url(ownerConnectionString);
        start.Environment["KONTOR_ADMIN_EMAIL"] = TestInstallation.OperatorEmail;
        start.Environment["KONTOR_ADMIN_PASSWORD"] = TestInstallation.OperatorPassword;
        start.Environment["KONTOR_RATE_LIMIT"] = "100000";
        start.Environment["KONTOR_RATE_BURST"] = "100000";
        // Many of these share one server.
        start.Environment["KONTOR_POOL_SIZE"] = "3";
        if (faultPoint is not null)
        {
            start.Environment["KONTOR_FAULT_POINT"] = faultPoint;
        }

        return new ServingProcess(Process.Start(start)!);
    }

    /// <summary>Launches it and waits until it serves.</summary>
    public static async Task<ServingProcess> Start(string ownerConnectionString, string? faultPoint = null)
    {
        var process = Launch(ownerConnectionString, faultPoint);
        var ended = process._process.WaitForExitAsync();
        await Task.WhenAny(process.Address, ended, Task.Delay(s_start));
        Assert.True(process.Address.IsCompletedSuccessfully, $"It doesn't serve: {process.Output}");
        return process;
    }

    /// <summary>A client of a shop's API, signed in when a token is given.</summary>
    public async Task<HttpClient> Http(TestShop shop, string? token = null)
    {
        // No longer than a client would wait, and longer than any answer takes.
        var http = new HttpClient { BaseAddress = await Address, Timeout = TimeSpan.FromSeconds(40) };
        http.DefaultRequestHeaders.Add("X-Shop", shop.Handle);
        if (token is not null)
        {
            http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        return http;
    }

    /// <summary>Waits until it has killed itself; fails when it lives on, or ended in any other way.</summary>
    public async Task Dies(TimeSpan within)
    {
        await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(within));
        Assert.True(_process.HasExited, $"It never came to its fault point. {Output}");
        Assert.True(_process.ExitCode == KilledStatus, $"It ended with {_process.ExitCode} instead of being killed. {Output}");
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        if (line.Trim().StartsWith("API ", StringComparison.Ordinal))
        {
            _address.TrySetResult(new Uri(new Uri(line.Trim()[4..].Trim()), "/"));
        }
    }

    private static string Url(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"postgres://{Uri.EscapeDataString(settings.Username!)}:{Uri.EscapeDataString(settings.Password ?? "")}@localhost:{settings.Port}/{settings.Database}?Host={Uri.EscapeDataString(settings.Host!)}");
    }
}
