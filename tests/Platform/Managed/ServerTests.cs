using System.Globalization;
using Kontor.Platform.Storage.Managed;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kontor.Platform.Tests.Managed;

[Collection(nameof(MadeDatabase))]
public sealed class ServerTests(MadeDatabase made)
{
    [Fact]
    public async Task A_new_home_gets_a_server_that_keeps_its_data_from_run_to_run()
    {
        await using var home = new TemporaryHome();
        await using (var postgres = await home.Attach())
        {
            await TemporaryHome.Do(postgres, "create table kept (word text); insert into kept values ('Überseekontor')");
        }

        Assert.False(home.ServerLives);
        await using (var postgres = await home.Attach())
        {
            Assert.Equal("Überseekontor", await TemporaryHome.Ask<string>(postgres, "select word from kept"));
        }
    }

    [Fact]
    public async Task The_server_writes_durably_and_opens_no_port()
    {
        await using var home = await TemporaryHome.With(made);
        await using var postgres = await home.Attach();

        foreach (var (setting, value) in new Dictionary<string, string>
        {
            ["fsync"] = "on",
            ["synchronous_commit"] = "on",
            ["listen_addresses"] = "",
            ["server_encoding"] = "UTF8",
            ["max_wal_size"] = "4GB",
            ["jit"] = "off",
            ["logging_collector"] = "on",
            ["data_checksums"] = "on",
        })
        {
            Assert.Equal((setting, value), (setting, await TemporaryHome.Ask<string>(postgres, $"show {setting}")));
        }

        Assert.NotEqual("off", await TemporaryHome.Ask<string>(postgres, "show wal_compression"));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            new DirectoryInfo(home.Home.Postgres).UnixFileMode);
    }

    [Fact]
    public async Task Failed_statements_do_not_fill_the_log()
    {
        await using var home = await TemporaryHome.With(made);
        await using var postgres = await home.Attach();
        await Assert.ThrowsAsync<PostgresException>(() => TemporaryHome.Do(postgres, "select 'a word to look for'::int"));

        await TemporaryHome.Do(postgres, "do $$ begin raise log 'written after it'; end $$");
        string Log() => string.Concat(Directory.GetFiles(Path.Combine(home.Home.Postgres, "log")).Select(File.ReadAllText));
        await TemporaryHome.Eventually(() => Log().Contains("written after it", StringComparison.Ordinal));
        Assert.DoesNotContain("a word to look for", Log(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_has_a_session_of_its_own_so_that_Ctrl_C_spares_it_and_never_runs_as_root()
    {
        await using var home = await TemporaryHome.With(made);
        await using var postgres = await home.Attach();

        var fields = (await File.ReadAllTextAsync($"/proc/{home.ServerPid}/stat")).Split(") ")[1].Split(' ');
        Assert.Equal(home.ServerPid.ToString(CultureInfo.InvariantCulture), fields[3]);
        var user = File.ReadLines($"/proc/{home.ServerPid}/status").Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[2];
        Assert.NotEqual("0", user);
    }

    [Theory]
    [InlineData("a folder, with: odd 'signs' and $(echo spaces)")]
    [InlineData("ein Geschäft/商店")]
    public async Task A_home_may_have_any_name(string name)
    {
        await using var home = await TemporaryHome.With(made, name);
        await using var postgres = await home.Attach();
        Assert.Equal(1, await TemporaryHome.Ask<int>(postgres, "select 1"));
    }

    [Fact]
    public async Task A_home_may_lie_deeper_than_a_socket_can()
    {
        await using var home = new TemporaryHome(Path.Combine(new string('a', 100), new string('b', 100)));
        await using var postgres = await home.Attach();
        Assert.Equal(1, await TemporaryHome.Ask<int>(postgres, "select 1"));
    }

    [Fact]
    public async Task Two_homes_run_side_by_side()
    {
        await using var first = await TemporaryHome.With(made);
        await using var second = await TemporaryHome.With(made);
        await using var one = await first.Attach();
        await using var other = await second.Attach();

        await TemporaryHome.Do(one, "create table here ()");
        Assert.True(await TemporaryHome.Ask<bool>(other, "select to_regclass('here') is null"));
    }

    [Fact]
    public async Task Being_interrupted_while_the_database_is_made_does_no_harm()
    {
        await using var home = new TemporaryHome();
        using (var interrupt = new CancellationTokenSource())
        {
            var making = ManagedPostgres.Attach(home.Home, NullLogger.Instance, interrupt.Token);
            await TemporaryHome.Eventually(() => Directory.Exists(Path.Combine(home.Home.Folder, "postgres.new", "base")));
            await interrupt.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => making);
        }

        // What a kill -9 leaves behind, which has no time to tidy up.
        Directory.CreateDirectory(Path.Combine(home.Home.Folder, "postgres.new", "base", "1"));
        await File.WriteAllTextAsync(Path.Combine(home.Home.Folder, "postgres.new", "PG_VERSION"), "15\n");

        await using var postgres = await home.Attach();
        Assert.Equal(1, await TemporaryHome.Ask<int>(postgres, "select 1"));
    }
}
