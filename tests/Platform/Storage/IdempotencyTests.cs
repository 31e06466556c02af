using Google.Protobuf.WellKnownTypes;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Platform.Tests.Managed;
using Kontor.Platform.Tests.Samples;
using Kontor.Testing;

namespace Kontor.Platform.Tests.Storage;

/// <summary>One sample process for all of these: each test has a shop of its own.</summary>
public sealed class IdempotencyTests : IAsyncLifetime
{
    private readonly ShopId _shop = SampleProcess.NewShop();
    private SampleProcess _process = null!;

    public async Task InitializeAsync() => _process = await SampleProcess.Start(change: options => options with { RunJobs = false });

    public async Task DisposeAsync() => await _process.DisposeAsync();

    [Fact]
    public async Task A_repeat_has_no_second_effect_and_gets_the_first_answer_marked_as_a_replay()
    {
        var first = await Once(Keyed("k"), "first");
        var repeat = await Once(Keyed("k"), "repeat");

        Assert.Equal(("first", false), (first.Value.Value, first.Replayed));
        Assert.Equal(("first", true), (repeat.Value.Value, repeat.Replayed));
        Assert.Equal((1, 0), (await _process.Times(_shop, "first"), await _process.Times(_shop, "repeat")));
    }

    [Fact]
    public async Task Without_a_key_every_request_is_a_new_one()
    {
        await Once(SampleProcess.In(_shop), "again");
        await Once(SampleProcess.In(_shop), "again");
        Assert.Equal(2, await _process.Times(_shop, "again"));
    }

    [Fact]
    public async Task The_same_key_for_another_request_is_a_mismatch()
    {
        await Once(Keyed("k"), "first");
        var reuse = await Once(Keyed("k", "another body"), "second");
        Assert.Equal((ErrorKind.Mismatch, "idempotency.mismatch"), (reuse.Error.Kind, reuse.Error.Code));
        Assert.Equal(0, await _process.Times(_shop, "second"));
    }

    [Fact]
    public async Task Twenty_at_once_have_one_effect_and_one_answer()
    {
        await using var second = await SampleProcess.Start(_process.Owner, change: options => options with { RunJobs = false });
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() =>
            Once(number % 2 == 0 ? _process : second, Keyed("k"), transaction => Say(transaction, "raced", $"answer {number}")))));

        Assert.Single(answers.Select(answer => answer.Value.Value).Distinct());
        Assert.Single(answers, answer => !answer.Replayed);
        Assert.Equal(1, await _process.Times(_shop, "raced"));
    }

    [Fact]
    public async Task A_business_conflict_is_kept_and_replayed_and_its_work_is_not()
    {
        var conflict = new Error(ErrorKind.Conflict, "sample.sold_out", "Choose another.") { Faults = [new Fault("/lines/0", "sold_out", "2 are left.")] };
        var first = await Once(_process, Keyed("k"), async transaction =>
        {
            await transaction.Execute(SampleProcess.Count(_shop, "rolled back"));
            return conflict;
        });
        var repeat = await Once(Keyed("k"), "now it would work");

        Assert.Equal(("sample.sold_out", false), (first.Error.Code, first.Replayed));
        Assert.Equal(("sample.sold_out", true), (repeat.Error.Code, repeat.Replayed));
        Assert.Equal(conflict.Faults, repeat.Error.Faults);
        Assert.Equal((0, 0), (await _process.Times(_shop, "rolled back"), await _process.Times(_shop, "now it would work")));
    }

    [Theory]
    [InlineData(ErrorKind.Invalid)]
    [InlineData(ErrorKind.Unauthenticated)]
    [InlineData(ErrorKind.Forbidden)]
    [InlineData(ErrorKind.NotFound)]
    [InlineData(ErrorKind.Stale)]
    [InlineData(ErrorKind.TooMany)]
    [InlineData(ErrorKind.Unavailable)]
    public async Task Every_other_failure_leaves_the_key_free(ErrorKind kind)
    {
        var call = Keyed("k");
        var failed = await Once(_process, call, _ => Task.FromResult<Result<StringValue>>(new Error(kind, "sample.failed", "Try again.")));
        Assert.Equal("sample.failed", failed.Error.Code);

        var again = await Once(call, "worked");
        Assert.Equal(("worked", false), (again.Value.Value, again.Replayed));
    }

    [Fact]
    public async Task A_crash_before_the_commit_leaves_the_key_free()
    {
        await Assert.ThrowsAsync<InvalidCastException>(() => Once(_process, Keyed("k"), async transaction =>
        {
            await transaction.Execute(SampleProcess.Count(_shop, "lost"));
            throw new InvalidCastException("a crash");
        }));

        var again = await Once(Keyed("k"), "worked");
        Assert.Equal(("worked", false, 0), (again.Value.Value, again.Replayed, await _process.Times(_shop, "lost")));
    }

    [Fact]
    public async Task A_repeat_waits_for_the_first_and_takes_its_place_when_the_first_fails()
    {
        var claimed = new TaskCompletionSource();
        var fail = new TaskCompletionSource();
        var first = Once(_process, Keyed("k"), async _ =>
        {
            claimed.SetResult();
            await fail.Task;
            return new Error(ErrorKind.Unavailable, "sample.failed", "Try again.");
        });
        await claimed.Task;
        var repeat = Once(Keyed("k"), "second");
        await TestServer.Eventually(async () => await TestServer.Ask<long>(_process.Owner, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") > 0);
        Assert.False(repeat.IsCompleted);
        fail.SetResult();

        Assert.Equal("sample.failed", (await first).Error.Code);
        Assert.Equal(("second", false), ((await repeat).Value.Value, (await repeat).Replayed));
    }

    [Fact]
    public async Task A_key_belongs_to_its_user_shop_and_method_and_guests_share_theirs()
    {
        var (one, two) = (new Actor(Guid.NewGuid(), Roles.Customer), new Actor(Guid.NewGuid(), Roles.Customer));
        Assert.False((await Once(Keyed("k"), "guest")).Replayed);
        Assert.True((await Once(Keyed("k"), "another guest")).Replayed);
        Assert.False((await Once(Keyed("k") with { Actor = one }, "one")).Replayed);
        Assert.False((await Once(Keyed("k") with { Actor = two }, "two")).Replayed);
        Assert.True((await Once(Keyed("k") with { Actor = two with { Email = "changed@example.com" } }, "two again")).Replayed);
        Assert.False((await Once(Keyed("k") with { Method = "/kontor.sample.v1.Sample/Other" }, "other method")).Replayed);
        Assert.False((await Once(Keyed("k") with { Shop = SampleProcess.NewShop() }, "other shop")).Replayed);
    }

    [SlowFact]
    public async Task A_first_request_that_runs_longer_than_a_client_waits_is_told_as_in_progress()
    {
        var claimed = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        var first = Once(_process, Keyed("k"), async transaction =>
        {
            claimed.SetResult();
            await end.Task;
            return await Say(transaction, "first", "first");
        });
        await claimed.Task;

        var early = await Once(Keyed("k"), "second");
        Assert.Equal((ErrorKind.Conflict, "idempotency.in_progress"), (early.Error.Kind, early.Error.Code));
        Assert.NotNull(early.Error.RetryAfter);

        end.SetResult();
        Assert.Equal("first", (await first).Value.Value);
        Assert.True((await Once(Keyed("k"), "third")).Replayed);
    }

    private static Task<Result<StringValue>> Once(SampleProcess process, CallContext call, Func<Transaction, Task<Result<StringValue>>> work) =>
        process.Database.In(call.Shop).Once(call, work);

    private Task<Result<StringValue>> Once(CallContext call, string word) =>
        Once(_process, call, async transaction =>
        {
            await transaction.Execute(SampleProcess.Count(call.Shop, word));
            return new StringValue { Value = word };
        });

    private async Task<Result<StringValue>> Say(Transaction transaction, string word, string answer)
    {
        await transaction.Execute(SampleProcess.Count(_shop, word));
        return new StringValue { Value = answer };
    }

    private CallContext Keyed(string key, string body = "body") => SampleProcess.In(_shop) with { Key = new IdempotencyKey(key, body) };
}
