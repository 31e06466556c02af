using Kontor.Platform.Storage;
using Kontor.Shops.Storage;
using Kontor.Testing;
using Npgsql;

namespace Kontor.Shops.Tests;

public sealed class RecentShopsTests : IAsyncLifetime
{
    private readonly SetClock _clock = new();
    private NpgsqlDataSource _source = null!;
    private RecentShops _recent = null!;
    private TestShop _shop = null!;

    public async Task InitializeAsync()
    {
        _shop = await (await TestInstallation.Shared).NewShop();
        var settings = new NpgsqlConnectionStringBuilder(_shop.Installation.OwnerConnectionString) { SearchPath = "shops", ApplicationName = "recent shops" };
        _source = NpgsqlDataSource.Create(settings);
        _recent = new RecentShops(new Database(_source, $"{settings.Database}_shops_across"), _clock);
    }

    public Task DisposeAsync() => _source.DisposeAsync().AsTask();

    [Fact]
    public async Task Callers_who_ask_at_once_share_one_query()
    {
        await using var other = await _source.OpenConnectionAsync();
        await using var locked = await other.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("LOCK TABLE shop IN ACCESS EXCLUSIVE MODE", other);
        await command.ExecuteNonQueryAsync();

        var answers = Enumerable.Range(0, 100).Select(_ => _recent.Find(_shop.Handle, CancellationToken.None)).ToList();
        while (await Waiting() == 0)
        {
            await Task.Yield();
        }

        Assert.Equal(1, await Waiting());
        await locked.RollbackAsync();
        Assert.All(await Task.WhenAll(answers), shop => Assert.Equal(_shop.Id.Value, shop!.Id));
    }

    [Fact]
    public async Task One_caller_who_gives_up_takes_nobody_along()
    {
        await using var other = await _source.OpenConnectionAsync();
        await using var locked = await other.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("LOCK TABLE shop IN ACCESS EXCLUSIVE MODE", other);
        await command.ExecuteNonQueryAsync();
        using var impatient = new CancellationTokenSource();

        var first = _recent.Find(_shop.Handle, impatient.Token);
        var second = _recent.Find(_shop.Handle, CancellationToken.None);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await locked.RollbackAsync();

        Assert.Equal(_shop.Id.Value, (await second)!.Id);
    }

    [Fact]
    public async Task A_shop_is_remembered_for_five_seconds_and_not_longer()
    {
        await _recent.Find(_shop.Handle, CancellationToken.None);
        await Rename("Renamed");

        _clock.Now += TimeSpan.FromSeconds(4.9);
        Assert.NotEqual("Renamed", (await _recent.Find(_shop.Handle, CancellationToken.None))!.Name);
        _clock.Now += TimeSpan.FromSeconds(0.1);
        Assert.Equal("Renamed", (await _recent.Find(_shop.Handle, CancellationToken.None))!.Name);
    }

    [Fact]
    public async Task A_shop_that_was_changed_here_is_forgotten_by_handle_and_id()
    {
        var known = await _recent.Find(_shop.Handle, CancellationToken.None);
        await _recent.Find(_shop.Id.Value, CancellationToken.None);
        await Rename("Renamed");

        _recent.Forget(known!);

        Assert.Equal("Renamed", (await _recent.Find(_shop.Handle, CancellationToken.None))!.Name);
        Assert.Equal("Renamed", (await _recent.Find(_shop.Id.Value, CancellationToken.None))!.Name);
    }

    [Fact]
    public async Task Ten_thousand_handles_that_do_not_exist_fill_no_memory_and_push_no_shop_out()
    {
        await _recent.Find(_shop.Handle, CancellationToken.None);
        await Rename("Renamed");
        foreach (var group in Enumerable.Range(0, 10_000).Chunk(50))
        {
            await Task.WhenAll(group.Select(number => _recent.Find($"crawler-{number}", CancellationToken.None)));
        }

        Assert.InRange(_recent.Count, 1, 4096);
        Assert.NotEqual("Renamed", (await _recent.Find(_shop.Handle, CancellationToken.None))!.Name);
    }

    private async Task Rename(string name)
    {
        await using var command = _source.CreateCommand("UPDATE shop SET name = $1 WHERE id = $2");
        command.Parameters.Add(new NpgsqlParameter { Value = name });
        command.Parameters.Add(new NpgsqlParameter { Value = _shop.Id.Value });
        await command.ExecuteNonQueryAsync();
    }

    private Task<long> Waiting() =>
        _shop.Installation.Ask<long>("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'recent shops' AND wait_event_type = 'Lock'");

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
