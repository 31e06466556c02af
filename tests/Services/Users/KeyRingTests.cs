using Kontor.Testing;
using Kontor.Users.Storage;

namespace Kontor.Users.Tests;

public sealed class KeyRingTests
{
    [Fact]
    public async Task A_new_key_signs_after_90_days_and_the_old_one_verifies_for_another_day()
    {
        await using var schema = await NewSchema();
        var clock = new SetClock();
        var keys = new KeyRing(schema.Db, clock);
        var first = await keys.Newest(default);

        clock.Now += KeyRing.Term - TimeSpan.FromSeconds(1);
        await keys.Rotate(default);
        Assert.Equal(first.Kid, (await keys.Newest(default)).Kid);

        clock.Now += TimeSpan.FromSeconds(2);
        await keys.Rotate(default);
        clock.Now += TimeSpan.FromMinutes(1);
        var second = await keys.Newest(default);
        Assert.Equal([second.Kid, first.Kid], (await keys.All(default)).Select(key => key.Kid));
        Assert.NotEqual(first.Kid, second.Kid);

        clock.Now += KeyRing.Grace;
        await keys.Rotate(default);
        Assert.Equal([second.Kid], (await keys.All(default)).Select(key => key.Kid));
    }

    [Fact]
    public async Task Replicas_that_make_or_change_the_key_at_once_agree_on_one()
    {
        await using var schema = await NewSchema();
        var clock = new SetClock();
        var rings = Enumerable.Range(0, 10).Select(_ => new KeyRing(schema.Db, clock)).ToList();

        var first = await Task.WhenAll(rings.Select(ring => ring.Newest(default)));
        clock.Now += KeyRing.Term;
        await Task.WhenAll(rings.Select(ring => ring.Rotate(default)));
        var second = await Task.WhenAll(rings.Select(ring => ring.Newest(default)));

        Assert.Single(first.Select(key => key.Kid).Distinct());
        Assert.Single(second.Select(key => key.Kid).Distinct());
        Assert.Equal(2, (await rings[0].All(default)).Count);
    }

    [Fact]
    public async Task A_key_that_signed_for_too_long_is_not_dropped_under_its_tokens()
    {
        await using var schema = await NewSchema();
        var clock = new SetClock();
        var keys = new KeyRing(schema.Db, clock);
        var first = await keys.Newest(default);

        clock.Now += TimeSpan.FromDays(200);
        await keys.Rotate(default);

        Assert.Contains(first.Kid, (await keys.All(default)).Select(key => key.Kid));
    }

    private static async Task<UsersSchema> NewSchema()
    {
        var database = await TestInstallation.NewDatabase();
        var process = await TestInstallation.Start(database, options => options with { Services = "shops,users", Port = null, RunJobs = false });
        await process.App.DisposeAsync();
        return new UsersSchema(database);
    }
}
