using System.Globalization;
using Kontor.Platform.Storage.Managed;
using Microsoft.Extensions.Logging.Abstractions;
using Kontor.Testing;

namespace Kontor.Platform.Tests.Managed;

/// <summary>What a killed program, a killed server or a killed machine leaves behind.</summary>
[Collection(nameof(MadeDatabase))]
public sealed class LeftoverTests(MadeDatabase made)
{
    [Fact]
    public async Task A_killed_server_loses_nothing_that_was_committed()
    {
        await using var home = await TemporaryHome.With(made);
        await using (var postgres = await home.Attach())
        {
            await TemporaryHome.Do(postgres, "create table kept as select 42 as number");
            Posix.Signal(home.ServerPid, Posix.SigKill);
        }

        // At once: the dead server's children may still be there, and its pid file is.
        await using (var postgres = await home.Attach())
        {
            Assert.Equal(42, await TemporaryHome.Ask<int>(postgres, "select number from kept"));
        }
    }

    [Fact]
    public async Task A_server_that_a_killed_program_left_is_adopted_and_stopped_at_the_end()
    {
        await using var home = await TemporaryHome.With(made);
        var orphan = await LeaveOrphan(home);

        await using (var postgres = await home.Attach())
        {
            Assert.Equal(1, await TemporaryHome.Ask<int>(postgres, "select 1"));
            Assert.Equal(orphan, home.ServerPid);
        }

        Assert.False(home.ServerLives);
    }

    [SlowFact]
    public async Task A_server_that_a_killed_program_left_is_replaced_when_it_hangs()
    {
        const int stop = 19;
        await using var home = await TemporaryHome.With(made);
        var orphan = await LeaveOrphan(home);
        Posix.Signal(orphan, stop);

        await using var postgres = await home.Attach();
        Assert.Equal(1, await TemporaryHome.Ask<int>(postgres, "select 1"));
        Assert.NotEqual(orphan, home.ServerPid);
    }

    [Fact]
    public async Task An_old_pid_file_that_names_another_living_server_is_not_believed()
    {
        await using var other = await TemporaryHome.With(made);
        await using var living = await other.Attach();
        await using var home = await TemporaryHome.With(made);
        await File.WriteAllTextAsync(home.PidFile, string.Create(CultureInfo.InvariantCulture, $"{other.ServerPid}\n/proc/self/fd/9\n1\n5432\n.\n\n\nready\n"));

        await using (var postgres = await home.Attach())
        {
            Assert.NotEqual(other.ServerPid, home.ServerPid);
            Assert.Equal(1, await TemporaryHome.Ask<int>(postgres, "select 1"));
        }

        Assert.Equal(1, await TemporaryHome.Ask<int>(living, "select 1"));
    }

    [Fact]
    public async Task Data_of_a_version_that_is_not_installed_is_left_alone_with_advice()
    {
        await using var home = await TemporaryHome.With(made);
        await File.WriteAllTextAsync(Path.Combine(home.Home.Postgres, "PG_VERSION"), "9\n");
        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(home.Attach);
        Assert.Contains("made by PostgreSQL 9", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Install that version", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_start_says_why()
    {
        await using var home = await TemporaryHome.With(made);
        await File.AppendAllTextAsync(Path.Combine(home.Home.Postgres, "postgresql.conf"), "\nno_such_setting = on\n");
        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(home.Attach);
        Assert.Contains("no_such_setting", refusal.Message, StringComparison.Ordinal);
        Assert.False(home.ServerLives);
    }

    [Fact]
    public async Task Files_of_others_in_the_place_of_the_data_are_not_touched()
    {
        await using var home = new TemporaryHome();
        Directory.CreateDirectory(home.Home.Postgres);
        var letter = Path.Combine(home.Home.Postgres, "letter.txt");
        await File.WriteAllTextAsync(letter, "Dear …");
        await Assert.ThrowsAsync<StorageUnavailableException>(home.Attach);
        Assert.Equal("Dear …", await File.ReadAllTextAsync(letter));
    }

    /// <summary>A server that runs while nobody is counted as its user, which is what is left of a program after kill -9.</summary>
    private static async Task<int> LeaveOrphan(TemporaryHome home)
    {
        using var server = new PostgresServer(home.Home, NullLogger.Instance);
        await server.EnsureRunning(CancellationToken.None);
        return home.ServerPid;
    }
}
