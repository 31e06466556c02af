using Kontor.Platform.Storage.Managed;

namespace Kontor.Platform.Tests.Managed;

/// <summary>Several programs on one home. A lock belongs to an open file, so two in this process are like two processes.</summary>
[Collection(nameof(MadeDatabase))]
public sealed class UsersTests(MadeDatabase made)
{
    [Fact]
    public async Task The_server_stays_until_its_last_user_leaves()
    {
        await using var home = await TemporaryHome.With(made);
        var first = await home.Attach();
        var server = home.ServerPid;
        var second = await home.Attach();

        await first.DisposeAsync();
        Assert.Equal(1, await TemporaryHome.Ask<int>(second, "select 1"));
        Assert.Equal(server, home.ServerPid);

        await second.DisposeAsync();
        Assert.False(home.ServerLives);
    }

    [Fact]
    public async Task Leaving_twice_is_leaving_once()
    {
        await using var home = await TemporaryHome.With(made);
        await using var stays = await home.Attach();
        var leaves = await home.Attach();
        await leaves.DisposeAsync();
        await leaves.DisposeAsync();
        Assert.Equal(1, await TemporaryHome.Ask<int>(stays, "select 1"));
    }

    [Fact]
    public async Task Users_who_come_and_go_at_once_always_find_a_server_and_leave_none()
    {
        await using var home = await TemporaryHome.With(made);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            for (var visit = 0; visit < 3; visit++)
            {
                await using var postgres = await home.Attach();
                Assert.Equal(1, await TemporaryHome.Ask<int>(postgres, "select 1"));
            }
        }));

        Assert.False(home.ServerLives);
    }

    [Fact]
    public async Task One_program_serves_from_a_home_and_the_second_is_told_where()
    {
        await using var home = new TemporaryHome();
        using (var claim = home.Home.Claim())
        {
            Assert.Contains("just starting", Assert.Throws<StorageUnavailableException>(home.Home.Claim).Message, StringComparison.Ordinal);
            claim.Announce("http://127.0.0.1:8080");
            Assert.Contains("http://127.0.0.1:8080", Assert.Throws<StorageUnavailableException>(home.Home.Claim).Message, StringComparison.Ordinal);
        }

        using var next = home.Home.Claim();
    }
}
