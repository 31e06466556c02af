using System.Collections.Concurrent;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;
using Kontor.Platform.Tests.Samples;
using Kontor.Testing;

namespace Kontor.Platform.Tests.Messaging;

/// <summary>Events that a consumer takes together.</summary>
public sealed class EventGroupTests
{
    private readonly ConcurrentQueue<(ShopId Shop, string[] Words)> _groups = new();
    private readonly ShopId _shop = SampleProcess.NewShop();
    private readonly TaskCompletionSource _begun = new();
    private readonly TaskCompletionSource _gate = new();

    [Fact]
    public async Task What_waits_is_handled_together_shop_by_shop()
    {
        var other = SampleProcess.NewShop();
        await using var process = await Start();
        await Block(process);
        for (var number = 0; number < 40; number++)
        {
            await process.Write(number % 2 == 0 ? _shop : other, $"{number}", Guid.NewGuid());
        }

        _gate.SetResult();
        await TestServer.Eventually(() => _groups.Sum(group => group.Words.Length) == 41);
        Assert.InRange(_groups.Count, 3, 20);
        Assert.All(_groups.Skip(1), group => Assert.Single(group.Words.Select(word => int.Parse(word) % 2).Distinct()));
        Assert.Equal(20, _groups.Where(group => group.Shop == other).Sum(group => group.Words.Length));
    }

    [Fact]
    public async Task Those_of_one_key_come_one_after_the_other()
    {
        var key = Guid.NewGuid();
        await using var process = await Start();
        await Block(process);
        foreach (var word in (string[])["first", "second", "third"])
        {
            await process.Write(_shop, word, key);
            await process.Write(_shop, $"beside {word}", Guid.NewGuid());
        }

        _gate.SetResult();
        await TestServer.Eventually(() => _groups.Sum(group => group.Words.Length) == 7);
        Assert.Equal(["first", "second", "third"], _groups.SelectMany(group => group.Words).Where(word => word is "first" or "second" or "third"));
        Assert.DoesNotContain(_groups, group => group.Words.Count(word => word is "first" or "second" or "third") > 1);
    }

    [Fact]
    public async Task A_bad_one_takes_no_others_of_its_group_along()
    {
        await using var process = await Start();
        await Block(process);
        foreach (var word in (string[])["well", "poison", "well too"])
        {
            await process.Write(_shop, word, Guid.NewGuid());
        }

        _gate.SetResult();
        await TestServer.Eventually(async () => (await process.Heard(_shop)).Count == 3);
        Assert.Equal(["start", "well", "well too"], (await process.Heard(_shop)).Order());
        var failed = Assert.Single(await process.App.Events.Failed(null, onlyDead: false, 10, CancellationToken.None));
        Assert.Contains("poison", failed.CloudEvent.ToJsonString());
    }

    [Fact]
    public async Task Of_a_group_that_comes_again_only_what_is_new_is_done()
    {
        await using var process = await SampleProcess.Start();
        var (one, two, three) = (Written("one"), Written("two"), Written("three"));
        var done = new List<string>();
        async Task Deliver(params Event<SampleWritten>[] events) => await new EventGroup<SampleWritten>(events, SampleProcess.In(_shop)).Once<bool>(
            process.Database.In(_shop),
            (_, fresh) =>
            {
                done.Add(string.Join(' ', fresh.Select(written => written.Word)));
                return Task.FromResult<Result<bool>>(true);
            });

        await Deliver(one, two);
        await Deliver(two, three);
        await Deliver(one, two, three);

        Assert.Equal(["one two", "three"], done);
    }

    private Event<SampleWritten> Written(string word) => new(Guid.CreateVersion7(), "sample", DateTimeOffset.UtcNow, new SampleWritten(word), SampleProcess.In(_shop));

    private Task<SampleProcess> Start() => SampleProcess.Start(declare: service => service.HearsMany(Hear));

    /// <summary>Has the consumer wait in its first event, so that what is written behind it waits, too.</summary>
    private async Task Block(SampleProcess process)
    {
        await process.Write(_shop, "start", Guid.NewGuid());
        await _begun.Task;
    }

    private async Task Hear(Database database, EventGroup<SampleWritten> written)
    {
        _begun.TrySetResult();
        await _gate.Task;
        var words = written.Events.Select(one => one.Body.Word).ToArray();
        await written.Once<bool>(database.In(written.Call.Shop), async (transaction, fresh) =>
        {
            foreach (var word in fresh)
            {
                await transaction.Execute($"INSERT INTO heard (shop_id, word) VALUES ({written.Call.Shop}, {word.Word})");
            }

            return words.Contains("poison") ? throw new InvalidCastException("poison") : true;
        });
        _groups.Enqueue((written.Call.Shop, words));
    }
}
