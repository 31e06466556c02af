using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Kontor.Testing;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios;

/// <summary>The program itself, as its users start and kill it.</summary>
[Trait("Processes", "own")]
public sealed class ProgramTests
{
    [Fact]
    public async Task Nothing_is_lost_by_a_stop_or_by_kill_9_of_everything()
    {
        using var home = new TemporaryFolder();
        string number;
        await using (var first = await RunningProgram.Start(home.Path))
        {
            number = await first.PlaceOrder();
            Assert.Equal(0, await first.Stop());
        }

        await using (var second = await RunningProgram.Start(home.Path))
        {
            Assert.Equal(number, (await second.Orders()).Single());
            number = await second.PlaceOrder();
            second.KillEverything();
        }

        await using var third = await RunningProgram.Start(home.Path);
        Assert.Equal(number, (await third.Orders())[0]);
        Assert.Equal(0, await RunningProgram.Run("doctor", "--home", home.Path));
        Assert.Equal(0, await third.Stop());
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_lets_the_order_under_way_end_and_the_exit_status_is_0(string signal)
    {
        using var home = new TemporaryFolder();
        using var provider = new System.Net.HttpListener { Prefixes = { $"http://127.0.0.1:{RunningProgram.FreePort()}/" } };
        provider.Start();
        await using var program = await RunningProgram.Start(home.Path, ("KONTOR_CARD_PROVIDER_URL", provider.Prefixes.Single()));
        await program.LogIn();
        using var switchedOn = await program.Http.PatchAsJsonAsync("/v1/payment-methods/card", new { enabled = true });
        Assert.True(switchedOn.IsSuccessStatusCode);

        var order = program.Http.PostJson("/v1/orders", OrderOf(("MUG-BLUE", 1)).PaidBy("card", "4242424242424242"));
        var authorisation = await provider.GetContextAsync();
        var stopped = program.Stop(signal);
        // Longer than command lines are patient by default.
        await Task.Delay(TimeSpan.FromSeconds(3));
        await authorisation.Response.OutputStream.WriteAsync("""{"status": "approved", "reference": "r1"}"""u8.ToArray());
        authorisation.Response.Close();

        Assert.Equal(201, (await order).Status);
        Assert.Equal(0, await stopped);
    }

    [Fact]
    public async Task A_second_program_on_the_same_home_is_told_where_the_first_one_is_and_another_home_runs_beside_it()
    {
        using var home = new TemporaryFolder();
        using var other = new TemporaryFolder();
        await using var first = await RunningProgram.Start(home.Path);
        await using var beside = await RunningProgram.Start(other.Path);

        using var second = RunningProgram.Launch("up", "--home", home.Path, "--port", "0");
        var complaint = await second.StandardError.ReadToEndAsync();
        await second.WaitForExitAsync();

        Assert.Equal(1, second.ExitCode);
        Assert.Contains(first.Http.BaseAddress!.ToString(), complaint, StringComparison.Ordinal);
        var file = Path.Combine(other.Path, "one.jsonl");
        await File.WriteAllTextAsync(file, """{"name": "Mug", "price": 1}""");
        var imported = await RunningProgram.Outcome([], "import", "products", file, "--shop", "mugs", "--home", other.Path);
        Assert.Contains($"{beside.Http.BaseAddress}v1/products", imported.Output, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(Path.Combine(other.Path, "imports")).UnixFileMode);
        Assert.Single((await beside.Http.GetJson("/v1/products?limit=1")).Body.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Processes_with_other_services_join_the_home_and_sell_together_and_the_death_of_one_is_an_answer()
    {
        using var home = new TemporaryFolder();
        var (mine, theirs) = (RunningProgram.FreePort(), RunningProgram.FreePort());
        await using var shop = await RunningProgram.Serve(home.Path, "shops,users,catalog,inventory,payments,delivery,reports,gateway", mine, $"orders=http://127.0.0.1:{theirs}");
        await using var orders = await RunningProgram.Serve(
            home.Path, "orders", theirs, [.. ((string[])["shops", "catalog", "inventory", "payments", "delivery"]).Select(name => $"{name}=http://127.0.0.1:{mine}")]);
        await shop.LogIn();
        await shop.AddMug(5);

        await shop.PlaceOrder();
        Assert.Equal(0, await orders.Stop());
        var refused = await shop.Http.PostJson("/v1/orders", OrderOf(("MUG-BLUE", 1)));

        Assert.Equal((503, "platform.peer_unavailable"), (refused.Status, refused.Code));
        Assert.Equal(0, await RunningProgram.Run("doctor", "--home", home.Path));
        Assert.Equal(0, await shop.Stop());
    }

    [Fact]
    public async Task A_process_that_could_not_call_what_it_needs_does_not_start_and_checking_the_configuration_says_so_too()
    {
        using var home = new TemporaryFolder();
        foreach (var command in (string[])["serve", "check-config"])
        {
            var missing = await RunningProgram.Outcome([("KONTOR_PEERS", "shops=http://127.0.0.1:9091")], command, "--services", "users,catalog,inventory,orders", "--home", home.Path);
            Assert.Equal(1, missing.Status);
            Assert.Contains("'payments', which is called by 'orders', neither runs here nor has an address", missing.Complaint, StringComparison.Ordinal);
            Assert.DoesNotContain("'shops', which", missing.Complaint, StringComparison.Ordinal);

            var unproven = await RunningProgram.Outcome([], [command, "--services", "gateway", "--home", home.Path, .. EdgePeers()]);
            Assert.Equal(1, unproven.Status);
            Assert.Contains("Set KONTOR_RPC_SECRET", unproven.Complaint, StringComparison.Ordinal);
        }

        var right = await RunningProgram.Outcome(
            [("KONTOR_RPC_SECRET", "sixteen-or-more-characters"), ("KONTOR_PEERS", "orders=http://127.0.0.1:1"), ("KONTOR_RPC_PORT", "9200")], ["check-config", "--services", "gateway", "--home", home.Path, .. EdgePeers()]);
        Assert.Equal(0, right.Status);
        Assert.Contains("orders at http://127.0.0.1:9000/", right.Output, StringComparison.Ordinal);
        Assert.Contains("9200 (KONTOR_RPC_PORT) on 127.0.0.1 (default)", right.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(home.Path));

        static string[] EdgePeers() => [.. Host.ServiceList.All().Where(service => service.Name != "gateway").SelectMany(service => (string[])["--peer", $"{service.Name}=http://127.0.0.1:9000"])];
    }

    [Fact]
    public async Task Wrong_names_and_settings_are_refused_with_a_sentence()
    {
        using var home = new TemporaryFolder();
        using var unknown = RunningProgram.Launch("serve", "--services", "orders,warehouse", "--home", home.Path);
        var complaint = await unknown.StandardError.ReadToEndAsync();
        await unknown.WaitForExitAsync();

        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("There is no service 'warehouse'", complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", complaint, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(home.Path));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_one_line()
    {
        using var home = new TemporaryFolder();
        using var other = new TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        var port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port.ToString();

        var outcome = await RunningProgram.Outcome([], "up", "--home", home.Path, "--port", port);

        Assert.Equal(1, outcome.Status);
        Assert.StartsWith("kontor: ", Assert.Single(outcome.Complaint.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains(port, outcome.Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_command_line_is_told_in_a_line_and_not_by_the_whole_help()
    {
        var outcome = await RunningProgram.Outcome([], "import", "products", "catalogue.jsonl");

        Assert.Equal(2, outcome.Status);
        Assert.Contains("--shop", outcome.Complaint, StringComparison.Ordinal);
        Assert.Contains("kontor import products --help", outcome.Complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("Usage:", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trace_id_of_a_problem_finds_its_lines_in_the_log()
    {
        using var home = new TemporaryFolder();
        await using var program = await RunningProgram.Start(home.Path, ("KONTOR_LOG_LEVEL", "Information"), ("KONTOR_LOG_FORMAT", "json"));
        var log = program.Log();

        var problem = await program.Http.GetJson("/v1/products/nothing-like-that");
        await program.Stop();

        Assert.Equal(404, problem.Status);
        Assert.Contains($"\"TraceId\":\"{problem.Body.GetProperty("traceId").GetString()}\"", await log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_home_is_not_healthy_and_looking_at_it_makes_nothing()
    {
        using var home = new TemporaryFolder();
        var typo = Path.Combine(home.Path, "typo");

        var doctor = await RunningProgram.Outcome([], "doctor", "--home", typo);
        var check = await RunningProgram.Outcome([], "check-config", "--home", typo);

        Assert.Equal(1, doctor.Status);
        Assert.Contains($"There is no data in {typo}", doctor.Complaint, StringComparison.Ordinal);
        Assert.Equal(0, check.Status);
        Assert.Contains("will be made at the first start", check.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(typo));
    }

    [Fact]
    public async Task Checking_the_configuration_tells_where_each_setting_comes_from_and_what_is_wrong()
    {
        using var home = new TemporaryFolder();

        var right = await RunningProgram.Outcome([("KONTOR_PORT", "8123"), ("KONTOR_POOL_SIZE", "3"), ("KONTOR_RATE_LIMIT", "7"), ("KONTOR_TRUSTED_PROXIES", "10.0.0.5, 10.1.0.0/16")], "check-config", "--home", home.Path, "--admin-port", "9321");
        var wrong = await RunningProgram.Outcome([("KONTOR_PORT", "99999999")], "check-config", "--home", home.Path);

        Assert.Equal(0, right.Status);
        Assert.Contains("8123 (KONTOR_PORT)", right.Output, StringComparison.Ordinal);
        Assert.Contains("9321 (--admin-port)", right.Output, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1 (default)", right.Output, StringComparison.Ordinal);
        Assert.Contains("27 connections", right.Output, StringComparison.Ordinal);
        Assert.Contains("7 (KONTOR_RATE_LIMIT)", right.Output, StringComparison.Ordinal);
        Assert.Contains("10.0.0.5, 10.1.0.0/16 (KONTOR_TRUSTED_PROXIES)", right.Output, StringComparison.Ordinal);
        Assert.Contains("KONTOR_TRUSTED_PROXIES has 'everybody'", (await RunningProgram.Outcome([("KONTOR_TRUSTED_PROXIES", "10.0.0.5,everybody")], "check-config", "--home", home.Path)).Complaint, StringComparison.Ordinal);
        Assert.Equal(1, (await RunningProgram.Outcome([("KONTOR_RATE_BURST", "0")], "check-config", "--home", home.Path)).Status);
        Assert.Equal(1, wrong.Status);
        Assert.Contains("KONTOR_PORT is '99999999'", wrong.Complaint, StringComparison.Ordinal);
        Assert.Equal(2, await RunningProgram.Run("serve", "--home", home.Path, "--port", "65536"));
    }
}
