using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;
using Kontor.Platform.Tests.Samples;
using Kontor.Testing;

namespace Kontor.Platform.Tests.Messaging;

/// <summary>What becomes of an event that its consumer can't handle.</summary>
public sealed class FailedEventTests
{
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly ShopId _shop = SampleProcess.NewShop();
    private readonly Guid _sick = Guid.NewGuid();
    private readonly ShiftedClock _clock = new();
    private volatile bool _mended;

    [Fact]
    public async Task A_poison_message_holds_back_its_own_key_and_no_other()
    {
        await using var process = await Start();
        await process.Write(_shop, "poison", _sick);
        await process.Write(_shop, "behind it", _sick);
        for (var number = 0; number < 20; number++)
        {
            await process.Write(_shop, $"well {number}", Guid.NewGuid());
        }

        await TestServer.Eventually(() => _heard.Count == 20);
        Assert.DoesNotContain("behind it", _heard);

        _mended = true;
        _clock.Advance(TimeSpan.FromMinutes(10));
        await TestServer.Eventually(() => _heard.Count == 22);
        Assert.Equal(["poison", "behind it"], _heard.Skip(20));
        await TestServer.Eventually(async () => (await State(process)) is { Lag: 0, Retrying: 0, Dead: 0 });
    }

    [Fact]
    public async Task It_is_tried_again_after_ever_longer_waits_and_is_a_dead_letter_after_more_than_an_hour()
    {
        await using var process = await Start();
        await process.Write(_shop, "poison", _sick);
        await TestServer.Eventually(async () => (await Failed(process, onlyDead: false)).Count == 1);

        var waits = new List<TimeSpan>();
        while (await Failed(process, onlyDead: false) is [{ DeadAt: null } failed])
        {
            waits.Add(Undelivered.Wait(failed.Attempts));
            _clock.Advance(waits[^1]);
            await TestServer.Eventually(async () => (await Failed(process, onlyDead: false))[0].Attempts > failed.Attempts);
        }

        Assert.Equal(17, waits.Count);
        Assert.Equal(waits.Order(), waits);
        Assert.InRange(TimeSpan.FromTicks(waits.Sum(wait => wait.Ticks)), TimeSpan.FromHours(1), TimeSpan.FromHours(2));
        var dead = Assert.Single(await Failed(process, onlyDead: true));
        Assert.Equal(("sample", 1, "word.said", 18, "InvalidOperationException: I can't take this."), (dead.Consumer, dead.Position, dead.Type, dead.Attempts, dead.Error));
        Assert.Equal(
            ("1.0", "word.said", "/kontor/sample", _sick.ToString(), "poison"),
            ((string)dead.CloudEvent["specversion"]!, (string)dead.CloudEvent["type"]!, (string)dead.CloudEvent["source"]!, (string)dead.CloudEvent["subject"]!, (string)dead.CloudEvent["data"]!["word"]!));
    }

    [Fact]
    public async Task An_event_whose_peer_is_down_is_tried_for_as_long_as_it_is()
    {
        await using var process = await SampleProcess.Start(
            declare: service => service.Hears((_, written) =>
            {
                _heard.Enqueue(written.Body.Word);
                throw new EventNotHandledException(new Error(ErrorKind.Unavailable, "sample.down", "The peer is down."));
            }),
            change: options => options with { Clock = _clock });
        await process.Write(_shop, "not its fault", _sick);
        await TestServer.Eventually(async () => (await Failed(process, onlyDead: false)).Count == 1);
        await TestServer.Do(process.Owner, $"UPDATE bus.undelivered SET attempts = {Undelivered.MostAttempts * 2}");
        _clock.Advance(TimeSpan.FromMinutes(11));
        await TestServer.Eventually(async () => (await Failed(process, onlyDead: false)).Single().Attempts > Undelivered.MostAttempts * 2);
        Assert.Empty(await Failed(process, onlyDead: true));
    }

    [Fact]
    public async Task A_dead_letter_lets_its_key_go_on_and_is_handled_once_when_it_is_replayed()
    {
        await using var process = await Start();
        await Kill(process);
        await process.Write(_shop, "after it", _sick);
        await TestServer.Eventually(() => _heard.Count == 1);

        _mended = true;
        Assert.Equal(1, await process.App.Events.Replay(null, null, default));
        await TestServer.Eventually(() => _heard.Count == 2);

        Assert.Equal(["after it", "poison"], _heard);
        await TestServer.Eventually(async () => (await State(process)) is { Retrying: 0, Dead: 0 });
        Assert.Equal(0, await process.App.Events.Replay(null, null, default));
    }

    [Fact]
    public async Task A_dead_letter_is_no_secret_to_the_doctor_and_can_be_given_up()
    {
        await using var process = await Start();
        await Kill(process);
        var check = process.App.Checks.Single(one => one.Name == "There are no dead letters");

        Assert.Contains("I can't take this.", Assert.Single(await check.FindViolations(default)), StringComparison.Ordinal);
        Assert.Equal("word.said", (await process.App.Events.Find(null, 1, default))!.Type);
        Assert.Null(await process.App.Events.Find("sample", 2, default));
        Assert.False(await process.App.Events.Discard("another", 1, default));
        Assert.True(await process.App.Events.Discard("sample", 1, default));
        Assert.Empty(await check.FindViolations(default));
    }

    [Fact]
    public async Task A_consumer_that_falls_behind_is_told_by_the_doctor_until_it_is_forgotten()
    {
        await using var process = await Start();
        await process.Write(_shop, "well", Guid.NewGuid());
        await TestServer.Eventually(async () => (await State(process)).Position == 1);
        await TestServer.Do(process.Owner, "INSERT INTO bus.consumer VALUES ('retired', 0)");
        var check = process.App.Checks.Single(one => one.Name == "Every consumer keeps up with the log, and none is ahead of it");
        Assert.Empty(await check.FindViolations(default));

        await TestServer.Do(process.Owner, "UPDATE bus.log SET logged_at = logged_at - interval '3 minutes' WHERE logged_at - interval '3 minutes' > date_trunc('week', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'");
        Assert.Contains("kontor events forget retired", Assert.Single(await check.FindViolations(default)), StringComparison.Ordinal);
        Assert.True(await process.App.Events.Forget("retired", default));
        Assert.False(await process.App.Events.Forget("retired", default));
        Assert.Empty(await check.FindViolations(default));
    }

    [Fact]
    public async Task The_admin_port_shows_failed_events_and_replays_them_but_not_for_a_web_page()
    {
        await using var process = await Start(port: 0);
        await Kill(process);
        using var admin = new HttpClient { BaseAddress = process.App.AdminAddress };

        var state = (await admin.GetFromJsonAsync<JsonElement>("/events")).GetProperty("consumers")[0];
        Assert.Equal(("sample", 1), (state.GetProperty("name").GetString(), state.GetProperty("dead").GetInt32()));
        var failed = (await admin.GetFromJsonAsync<JsonElement>("/events/failed")).GetProperty("items")[0];
        Assert.Equal("poison", failed.GetProperty("cloudEvent").GetProperty("data").GetProperty("word").GetString());
        Assert.Contains("kontor_events_dead{consumer=\"sample\"} 1", await Metrics(admin, "kontor_events_dead{consumer=\"sample\"} 1"), StringComparison.Ordinal);
        Assert.Contains("kontor_events_lag{consumer=\"sample\"} 0", await Metrics(admin, "kontor_events_lag{consumer=\"sample\"} 0"), StringComparison.Ordinal);

        using var fromPage = new HttpRequestMessage(HttpMethod.Post, "/events/replay") { Headers = { { "Origin", "https://example.com" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.SendAsync(fromPage)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.PostAsync("/events/replay?position=first", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.PostAsync("/events/other", null)).StatusCode);
        Assert.Empty(_heard);

        _mended = true;
        using var replayed = await admin.PostAsync("/events/replay?consumer=sample&position=1", null);
        Assert.Equal(1, (await replayed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("replayed").GetInt32());
        await TestServer.Eventually(() => _heard.Count == 1);
    }

    [Fact]
    public async Task A_handler_that_never_answers_is_given_up_and_holds_back_its_own_key_only()
    {
        await using var process = await SampleProcess.Start(declare: service => service.Hears(async (_, written) =>
        {
            if (written.Body.Word == "poison")
            {
                await Task.Delay(Timeout.Infinite, written.Call.Aborted);
            }

            _heard.Enqueue(written.Body.Word);
        }));
        await process.Write(_shop, "poison", _sick);
        await process.Write(_shop, "well", Guid.NewGuid());
        await TestServer.Eventually(() => _heard.Count == 1);
        await TestServer.Eventually(async () => (await Failed(process, onlyDead: false)).Count == 1);
        await process.Write(_shop, "well, too", Guid.NewGuid());
        await TestServer.Eventually(() => _heard.Count == 2);
    }

    private Task<SampleProcess> Start(int? port = null) => SampleProcess.Start(
        declare: service => service.Hears(Hear), change: options => options with { Clock = _clock, Port = port });

    /// <summary>Makes a dead letter: one that has failed almost too often already, and then once more.</summary>
    private async Task Kill(SampleProcess process)
    {
        await process.Write(_shop, "poison", _sick);
        await TestServer.Eventually(async () => (await Failed(process, onlyDead: false)).Count == 1);
        await TestServer.Do(process.Owner, $"UPDATE bus.undelivered SET attempts = {Undelivered.MostAttempts - 1}");
        await TestServer.Eventually(async () =>
        {
            _clock.Advance(TimeSpan.FromMinutes(11));
            return (await Failed(process, onlyDead: true)).Count == 1;
        });
    }

    private Task Hear(Database database, Event<SampleWritten> written)
    {
        if (written.Body.Word == "poison" && !_mended)
        {
            throw new InvalidOperationException("I can't take this.");
        }

        _heard.Enqueue(written.Body.Word);
        return Task.CompletedTask;
    }

    private static async Task<string> Metrics(HttpClient admin, string wanted)
    {
        var metrics = "";
        await TestServer.Eventually(async () => (metrics = await admin.GetStringAsync("/metrics")).Contains(wanted, StringComparison.Ordinal));
        return metrics;
    }

    private static async Task<ConsumerState> State(SampleProcess process) => (await process.App.Events.Consumers(default)).Single();

    private static Task<IReadOnlyList<FailedEvent>> Failed(SampleProcess process, bool onlyDead) => process.App.Events.Failed("sample", onlyDead, 10, default);
}
