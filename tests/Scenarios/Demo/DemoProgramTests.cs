using Kontor.Host.Demo;
using Kontor.Testing;

namespace Kontor.Scenarios.Demo;

/// <summary>The first start as its user sees it.</summary>
[Trait("Processes", "own")]
public sealed class DemoProgramTests
{
    private const string Filled = "The shop 'main' is filled";

    [Fact]
    public async Task A_killed_first_start_is_finished_by_the_next_one_which_tells_the_logins_once_and_the_shop_stays_closed_to_others_until_they_are_ended()
    {
        using var home = new TemporaryFolder();
        string[] up = ["up", "--home", home.Path, "--port", "0", "--admin-port", "0"];

        // With all that is for sale, and the stock of the first order held.
        var killed = await RunningProgram.Outcome([("KONTOR_FAULT_POINT", "orders.place.held")], up);
        Assert.Equal(137, killed.Status);
        Assert.DoesNotContain(Filled, killed.Output, StringComparison.Ordinal);

        var finished = await OutputUntil(up, Filled, "Content-Type");
        Assert.Contains(DemoUsers.Password, finished, StringComparison.Ordinal);
        Assert.All(DemoUsers.Logins, login => Assert.Contains(login.Email, finished, StringComparison.Ordinal));
        Assert.DoesNotContain(DemoUsers.Password, await OutputUntil(up, "Stop it with Ctrl+C."), StringComparison.Ordinal);
        Assert.Equal(0, await RunningProgram.Run("doctor", "--home", home.Path));

        foreach (var (settings, options) in (((string, string)[], string[])[])[([], ["--bind", "0.0.0.0"]), ([("KONTOR_BIND", "::")], []), ([("KONTOR_TRUSTED_PROXIES", "10.0.0.0/8")], ["--bind", "0.0.0.0", "--no-demo"])])
        {
            var refused = await RunningProgram.Outcome(settings, [.. up, .. options]);
            Assert.Equal(1, refused.Status);
            Assert.Contains("kontor demo end", refused.Complaint, StringComparison.Ordinal);
            Assert.DoesNotContain("running", refused.Output, StringComparison.Ordinal);
        }

        var ended = await RunningProgram.Outcome([], "demo", "end", "--home", home.Path);
        Assert.Equal(0, ended.Status);
        Assert.All(DemoUsers.Logins, login => Assert.Contains(login.Email, ended.Output, StringComparison.Ordinal));
        await OutputUntil([.. up, "--bind", "0.0.0.0"], "Stop it with Ctrl+C.");
    }

    [Fact]
    public async Task A_first_start_that_is_open_to_others_makes_no_logins_that_everybody_knows()
    {
        using var home = new TemporaryFolder();

        var output = await OutputUntil(["up", "--home", home.Path, "--port", "0", "--admin-port", "0", "--bind", "0.0.0.0"], "is empty");

        Assert.DoesNotContain(DemoUsers.Password, output, StringComparison.Ordinal);
    }

    /// <summary>Starts the program, stops it when it has said all of that, and gives what it said.</summary>
    private static async Task<string> OutputUntil(string[] arguments, params string[] last)
    {
        using var process = RunningProgram.Launch(arguments);
        var said = new System.Text.StringBuilder();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (!last.All(text => said.ToString().Contains(text, StringComparison.Ordinal)) && await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            said.AppendLine(line);
        }

        using var stop = System.Diagnostics.Process.Start("kill", ["-TERM", process.Id.ToString()]);
        said.Append(await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.All(last, text => Assert.Contains(text, said.ToString(), StringComparison.Ordinal));
        return said.ToString();
    }
}
