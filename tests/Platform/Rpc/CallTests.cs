using Google.Protobuf.WellKnownTypes;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Kontor.Platform.Tests.Samples;

namespace Kontor.Platform.Tests.Rpc;

/// <summary>What holds for every call, whoever makes it.</summary>
public sealed class CallTests
{
    private readonly RpcServer _server = new();

    [Fact]
    public async Task Caller_and_handler_never_share_a_message()
    {
        StringValue? seen = null;
        var kept = new StringValue();
        _server.Add(SampleMethods.Say, (request, _) =>
        {
            seen = request;
            request.Value += " (changed by the handler)";
            kept.Value = "answer";
            return Task.FromResult<Result<StringValue>>(kept);
        });
        var asked = new StringValue { Value = "question" };

        var answer = (await Client("sample").Call(SampleMethods.Say, asked, Call())).Value;
        kept.Value = "changed later";

        Assert.Equal("question", asked.Value);
        Assert.Equal("answer", answer.Value);
        Assert.NotSame(asked, seen);
        Assert.NotSame(kept, answer);
    }

    [Fact]
    public async Task A_call_that_is_not_declared_throws()
    {
        _server.Add(SampleMethods.Say, Echo);
        var bug = await Assert.ThrowsAsync<InvalidOperationException>(() => Client("other").Call(SampleMethods.Say, new StringValue(), Call()));
        Assert.Equal("'caller' calls 'sample' without declaring it.", bug.Message);
    }

    [Fact]
    public async Task A_peer_that_is_not_here_is_unavailable()
    {
        var error = (await Client("other").Call(SampleMethods.SayElsewhere, new StringValue(), Call())).Error;
        Assert.Equal((ErrorKind.Unavailable, "platform.peer_unavailable"), (error.Kind, error.Code));
        Assert.Contains("'other'", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.RetryAfter);
    }

    [Theory]
    [InlineData(Roles.None, false, "auth.required")]
    [InlineData(Roles.Customer, true, "auth.forbidden")]
    [InlineData(Roles.Staff, true, null)]
    [InlineData(Roles.Admin, true, null)]
    [InlineData(Roles.Operator, true, null)]
    public async Task The_service_checks_the_role_itself(Roles roles, bool signedIn, string? refusal)
    {
        var ran = false;
        _server.Add(SampleMethods.SayAsStaff, (request, call) =>
        {
            ran = true;
            return Echo(request, call);
        });
        var actor = new Actor(signedIn ? Guid.NewGuid() : null, roles);

        var result = await Client("sample").Call(SampleMethods.SayAsStaff, new StringValue(), Call() with { Actor = actor });

        Assert.Equal(refusal, result.Failed(out var error) ? error.Code : null);
        Assert.Equal(refusal is null, ran);
    }

    [Fact]
    public async Task A_deadline_that_has_passed_is_told_without_asking_the_peer()
    {
        var ran = false;
        _server.Add(SampleMethods.Say, (request, call) =>
        {
            ran = true;
            return Echo(request, call);
        });
        var result = await Client("sample").Call(SampleMethods.Say, new StringValue(), Call() with { Aborted = new CancellationToken(canceled: true) });
        Assert.Equal("platform.deadline_exceeded", result.Error.Code);
        Assert.False(ran);
    }

    [Fact]
    public async Task A_deadline_that_passes_meanwhile_is_an_answer_too()
    {
        _server.Add(SampleMethods.Say, async (request, call) =>
        {
            await Task.Delay(Timeout.Infinite, call.Aborted);
            return request;
        });
        using var narrowed = Call().Within(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        Assert.Equal("platform.deadline_exceeded", (await Client("sample").Call(SampleMethods.Say, new StringValue(), narrowed.Call)).Error.Code);
    }

    [Fact]
    public async Task A_bug_stays_an_exception()
    {
        _server.Add(SampleMethods.Say, (_, _) => throw new InvalidCastException("a bug"));
        await Assert.ThrowsAsync<InvalidCastException>(() => Client("sample").Call(SampleMethods.Say, new StringValue(), Call()));
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_bug()
    {
        _server.Add(SampleMethods.Say, (_, _) => throw new OperationCanceledException());
        await Assert.ThrowsAsync<OperationCanceledException>(() => Client("sample").Call(SampleMethods.Say, new StringValue(), Call()));
    }

    [Theory]
    [InlineData(true, "key")]
    [InlineData(false, null)]
    public async Task Only_the_edge_passes_the_idempotency_key_on(bool atEdge, string? passed)
    {
        _server.Add(SampleMethods.Say, (_, call) => Task.FromResult<Result<StringValue>>(new StringValue { Value = $"{call.Key?.Value} {call.Method}" }));
        var client = new RpcClient("caller", ["sample"], _server, remote: null, atEdge);
        var answer = await client.Call(SampleMethods.Say, new StringValue(), Call() with { Key = new IdempotencyKey("key", "hash") });
        Assert.Equal($"{passed} /kontor.sample.v1.Sample/Say", answer.Value.Value);
    }

    [Fact]
    public async Task A_call_inside_an_open_transaction_throws_and_one_after_it_does_not()
    {
        await using var process = await SampleProcess.Start(declare: service => service.Rpc(SampleMethods.Say, (Echoing feature) => feature.Say));
        var shop = SampleProcess.NewShop();
        var bug = await Assert.ThrowsAsync<InvalidOperationException>(() => process.Database.In(shop).Transaction(
            async transaction =>
            {
                await transaction.Execute(SampleProcess.Count(shop, "before the call"));
                return await process.App.Client.Call(SampleMethods.Say, new StringValue(), SampleProcess.In(shop));
            },
            CancellationToken.None));

        Assert.Contains("while a database transaction is open", bug.Message, StringComparison.Ordinal);
        Assert.Equal(0, await process.Times(shop, "before the call"));
        Assert.True((await process.App.Client.Call(SampleMethods.Say, new StringValue(), SampleProcess.In(shop))).Succeeded);
    }

    private static Task<Result<StringValue>> Echo(StringValue request, CallContext call) => Task.FromResult<Result<StringValue>>(request);

    private static CallContext Call() => SampleProcess.In(SampleProcess.NewShop());

    private RpcClient Client(string calls) => new("caller", [calls], _server, remote: null, atEdge: false);

    private sealed class Echoing
    {
        public Task<Result<StringValue>> Say(StringValue request, CallContext call) => Echo(request, call);
    }
}
