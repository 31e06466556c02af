using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Kontor.Platform.Rpc.Wire;
using Kontor.Platform.Telemetry;
using Kontor.Platform.Tests.Samples;

namespace Kontor.Platform.Tests.Rpc;

/// <summary>A call to another process is like one in this process, and what can go wrong between them is an answer.</summary>
public sealed class WireTests
{
    private const string Strange = " 100 % Zoë\n\"Łukasz\"; 😀, ";

    private static readonly TimeSpan s_quick = TimeSpan.FromSeconds(1.9);

    public static TheoryData<ErrorKind> Kinds => [.. System.Enum.GetValues<ErrorKind>()];

    public static TheoryData<string> Actors => ["guest", "customer", "staff", "system"];

    [Theory]
    [MemberData(nameof(Actors))]
    public async Task Everything_that_travels_with_a_call_arrives(string who)
    {
        var actor = who switch
        {
            "guest" => Actor.Guest,
            "system" => Actor.System,
            "staff" => new Actor(Guid.NewGuid(), Roles.Customer | Roles.Staff | Roles.Operator, "", "key of the till"),
            _ => new Actor(Guid.NewGuid(), Roles.Customer, "zoë@example.com", Strange),
        };
        CallContext? seen = null;
        await using var peer = await SpeakingPeer.Start((request, call) =>
        {
            seen = call;
            return Echo(request, call);
        });
        var sent = SampleProcess.In(SampleProcess.NewShop(), actor) with { Key = new IdempotencyKey(" a key, 50 % off ", "0af1"), TraceId = Strange };

        var answer = await (await peer.Client()).Call(SampleMethods.Say, new StringValue { Value = Strange }, sent);

        Assert.Equal(Strange, answer.Value.Value);
        Assert.False(answer.Replayed);
        Assert.Equal(sent with { Method = SampleMethods.Say.Path, Deadline = default, Aborted = default }, seen! with { Deadline = default, Aborted = default });
        Assert.InRange(sent.Deadline - seen.Deadline, -s_quick, s_quick);
    }

    [Fact]
    public async Task A_call_without_shop_key_and_trace_arrives_without_them()
    {
        CallContext? seen = null;
        await using var peer = await SpeakingPeer.Start((request, call) =>
        {
            seen = call;
            return Echo(request, call);
        });

        Assert.True((await (await peer.Client()).Call(SampleMethods.Say, new StringValue(), Call() with { Shop = default, Deadline = DateTimeOffset.MaxValue })).Succeeded);

        Assert.Equal((default, null, ""), (seen!.Shop, seen.Key, seen.TraceId));
        Assert.InRange(seen.Deadline, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow + TimeSpan.FromMinutes(6));
    }

    [Fact]
    public async Task The_trace_goes_on_in_the_other_process()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is KontorTelemetry.Name or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using var peer = await SpeakingPeer.Start((_, call) => Text($"{Activity.Current?.TraceId} {call.TraceId}"));
        var client = await peer.Client();
        using var activity = KontorTelemetry.Source.StartActivity("the caller's");

        var answer = await client.Call(SampleMethods.Say, new StringValue(), Call());

        Assert.Equal($"{activity!.TraceId} {activity.TraceId}", answer.Value.Value);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_error_arrives_whole(ErrorKind kind)
    {
        var error = new Error(kind, $"sample.{kind}", Strange)
        {
            Faults = [new Fault("/lines/0/quantity", "out_of_range", Strange), new Fault("", "", "")],
            RetryAfter = TimeSpan.FromSeconds(1.5),
            TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
        await using var peer = await SpeakingPeer.Start((request, _) => Task.FromResult(request.Value == "kept" ? ((Result<StringValue>)error).AsReplay() : error with { RetryAfter = null, TraceId = null, Faults = [] }));
        var client = await peer.Client();

        var kept = await client.Call(SampleMethods.Say, new StringValue { Value = "kept" }, Call());
        var plain = await client.Call(SampleMethods.Say, new StringValue(), Call());

        Assert.True(kept.Replayed);
        Assert.Equal(JsonSerializer.Serialize(error), JsonSerializer.Serialize(kept.Error));
        Assert.False(plain.Replayed);
        Assert.Equal((kind, error.Code, Strange, null, null, 0), (plain.Error.Kind, plain.Error.Code, plain.Error.Message, plain.Error.RetryAfter, plain.Error.TraceId, plain.Error.Faults.Count));
    }

    [Fact]
    public async Task Of_thousands_of_faults_the_first_ones_arrive()
    {
        var faults = Enumerable.Range(0, 10_000).Select(line => new Fault($"/lines/{line}/quantity", "out_of_range", "Give a whole number from 1 to 1000.")).ToList();
        await using var peer = await SpeakingPeer.Start((_, _) => Task.FromResult<Result<StringValue>>(Error.Invalid("sample.invalid", "Mend it.", faults)));

        var error = (await (await peer.Client()).Call(SampleMethods.Say, new StringValue(), Call())).Error;

        Assert.InRange(error.Faults.Count, 100, 1000);
        Assert.Equal(faults.Take(error.Faults.Count), error.Faults);
    }

    [Fact]
    public async Task A_kept_answer_is_marked()
    {
        await using var peer = await SpeakingPeer.Start((request, _) => Task.FromResult(((Result<StringValue>)request).AsReplay()));
        Assert.True((await (await peer.Client()).Call(SampleMethods.Say, new StringValue(), Call())).Replayed);
    }

    [Fact]
    public async Task The_peer_checks_the_role_itself()
    {
        await using var peer = await SpeakingPeer.Start(Echo);
        var client = await peer.Client();
        Assert.Equal("auth.required", (await client.Call(SampleMethods.SayAsStaff, new StringValue(), Call())).Error.Code);
        Assert.True((await client.Call(SampleMethods.SayAsStaff, new StringValue(), Call() with { Actor = new Actor(Guid.NewGuid(), Roles.Staff) })).Succeeded);
    }

    [Fact]
    public async Task A_bug_in_the_peer_is_an_exception_here_too_and_tells_no_inner_things()
    {
        await using var peer = await SpeakingPeer.Start((_, _) => throw new InvalidCastException("secret detail"));
        var bug = await Assert.ThrowsAsync<PeerFailedException>(async () => await (await peer.Client()).Call(SampleMethods.Say, new StringValue(), Call()));
        Assert.Contains(SampleMethods.Say.Path, bug.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret detail", bug.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task At_the_deadline_the_caller_goes_on_and_the_handler_is_told(bool handlerListens)
    {
        var told = new TaskCompletionSource();
        await using var peer = await SpeakingPeer.Start(async (request, call) =>
        {
            using var _ = call.Aborted.Register(told.SetResult);
            await Task.Delay(TimeSpan.FromSeconds(handlerListens ? 30 : 0.5), handlerListens ? call.Aborted : CancellationToken.None);
            return request;
        });
        var client = await peer.Client();

        var result = await client.Call(SampleMethods.Say, new StringValue(), Call() with { Deadline = DateTimeOffset.UtcNow + TimeSpan.FromMilliseconds(100) });

        Assert.Equal(RpcErrors.DeadlineExceeded, result.Error);
        await told.Task.WaitAsync(s_quick);
    }

    [Fact]
    public async Task A_caller_that_gives_up_stops_the_handler()
    {
        var (begun, told) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var peer = await SpeakingPeer.Start(async (request, call) =>
        {
            using var _ = call.Aborted.Register(told.SetResult);
            begun.SetResult();
            await Task.Delay(TimeSpan.FromSeconds(30), call.Aborted);
            return request;
        });
        using var giving = new CancellationTokenSource();
        var result = (await peer.Client()).Call(SampleMethods.Say, new StringValue(), Call() with { Aborted = giving.Token });
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20));

        await giving.CancelAsync();

        await told.Task.WaitAsync(s_quick);
        Assert.Equal(RpcErrors.DeadlineExceeded, (await result).Error);
    }

    [Fact]
    public async Task A_peer_that_is_down_is_told_at_once()
    {
        await using var peer = await SpeakingPeer.Start(Echo);
        var client = await peer.Client(NobodyAt());
        var started = Stopwatch.GetTimestamp();

        foreach (var method in (RpcMethod<StringValue, StringValue>[])[SampleMethods.Say, SampleMethods.SayAgain])
        {
            var error = (await client.Call(method, new StringValue(), Call())).Error;
            Assert.Equal((ErrorKind.Unavailable, "platform.peer_unavailable"), (error.Kind, error.Code));
            Assert.Contains("'sample'", error.Message, StringComparison.Ordinal);
        }

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, s_quick);
    }

    [Fact]
    public async Task A_peer_that_never_answers_ends_at_the_deadline()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var peer = await SpeakingPeer.Start(Echo);
        var client = await peer.Client($"http://{silent.LocalEndpoint}");

        var result = await client.Call(SampleMethods.SayAgain, new StringValue(), Call() with { Deadline = DateTimeOffset.UtcNow + TimeSpan.FromMilliseconds(300) }).WaitAsync(s_quick);

        Assert.Equal(RpcErrors.DeadlineExceeded, result.Error);
    }

    [Fact]
    public async Task Something_that_is_no_kontor_is_unavailable()
    {
        await using var peer = await SpeakingPeer.Start(Echo);
        Assert.Equal(ErrorKind.Unavailable, (await (await peer.Client(peer.PublicAddress.ToString())).Call(SampleMethods.Say, new StringValue(), Call())).Error.Kind);
    }

    [Fact]
    public async Task Calls_go_to_the_replica_that_is_up_and_to_each_in_turn()
    {
        var (ones, others) = (0, 0);
        await using var one = await SpeakingPeer.Start((request, call) =>
        {
            ones++;
            return Echo(request, call);
        });
        await using var other = await SpeakingPeer.Start((request, call) =>
        {
            others++;
            return Echo(request, call);
        });
        var client = await one.Client($"{one.Address};{NobodyAt()};{other.Address}");

        for (var call = 0; call < 30; call++)
        {
            Assert.True((await client.Call(SampleMethods.Say, new StringValue(), Call())).Succeeded);
        }

        Assert.Equal(30, ones + others);
        Assert.True(ones >= 10 && others >= 10, $"{ones} and {others}");
    }

    [Fact]
    public async Task When_the_peer_dies_a_call_that_may_be_repeated_is_and_another_is_told_that_its_outcome_is_unknown()
    {
        var (calls, begun, ends) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        await using var peer = await SpeakingPeer.Start(async (request, call) =>
        {
            if (Interlocked.Increment(ref calls) <= 2)
            {
                begun.SetResult();
                await Task.Delay(TimeSpan.FromSeconds(30), call.Aborted);
            }

            return request;
        });
        using var network = new Relay(peer.Address);
        var client = await peer.Client(network.Address);

        foreach (var method in (RpcMethod<StringValue, StringValue>[])[SampleMethods.Say, SampleMethods.SayAgain])
        {
            var call = client.Call(method, new StringValue(), Call());
            await begun.Task.WaitAsync(TimeSpan.FromSeconds(20));
            begun = new TaskCompletionSource();
            network.Cut();
            var result = await call.WaitAsync(s_quick);
            Assert.Equal(method.Repeat == Repeat.Safe ? "ok" : "platform.outcome_unknown", result.Failed(out var error) ? error.Code : "ok");
        }

        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task Big_messages_pass_and_those_beyond_the_limit_are_refused()
    {
        await using var peer = await SpeakingPeer.Start((request, _) => Text(request.Value == "more" ? new string('y', Framing.LongestMessage) : request.Value));
        var client = await peer.Client();
        foreach (var length in (int[])[0, 1, 4090, 4091, 4092, 70_000, 12_345_678])
        {
            var text = new string('x', length);
            Assert.Equal(text, (await client.Call(SampleMethods.Say, new StringValue { Value = text }, Call())).Value.Value);
        }

        await Assert.ThrowsAsync<PeerFailedException>(() => client.Call(SampleMethods.Say, new StringValue { Value = new string('x', Framing.LongestMessage) }, Call()));
        await Assert.ThrowsAsync<PeerFailedException>(() => client.Call(SampleMethods.Say, new StringValue { Value = "more" }, Call()));
    }

    [Fact]
    public async Task A_thousand_calls_at_once_are_all_answered_with_their_own()
    {
        await using var peer = await SpeakingPeer.Start(async (request, call) =>
        {
            await Task.Delay(20, call.Aborted);
            return request;
        });
        var client = await peer.Client();
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(number => client.Call(SampleMethods.Say, new StringValue { Value = $"{number}" }, Call())));
        Assert.Equal(Enumerable.Range(0, 1000).Select(number => $"{number}"), answers.Select(answer => answer.Value.Value));
    }

    [Fact]
    public async Task A_wrong_secret_opens_nothing_and_is_not_the_users_fault()
    {
        var ran = false;
        await using var peer = await SpeakingPeer.Start((request, call) =>
        {
            ran = true;
            return Echo(request, call);
        });
        var error = (await (await peer.Client(secret: "the-secret-of-somebody-else")).Call(SampleMethods.Say, new StringValue(), Call())).Error;
        Assert.Equal("platform.peer_unavailable", error.Code);
        Assert.False(ran);
    }

    [Fact]
    public async Task A_remote_call_inside_an_open_transaction_throws()
    {
        await using var peer = await SpeakingPeer.Start(Echo);
        await using var process = await SampleProcess.Start(
            declare: service => service.Calls("other"),
            change: options => options with { Peers = PeerList.Parse($"other={peer.Address}"), RpcSecret = RpcSecret.Of(SpeakingPeer.Secret) },
            others: new DeclaredService("other", service => service.WithoutDatabase()));
        var shop = SampleProcess.NewShop();

        var bug = await Assert.ThrowsAsync<InvalidOperationException>(() => process.Database.In(shop).Transaction(
            transaction => process.Client.Call(SampleMethods.SayElsewhere, new StringValue(), SampleProcess.In(shop)), CancellationToken.None));

        Assert.Contains("while a database transaction is open", bug.Message, StringComparison.Ordinal);
        // Outside of one it gets as far as the peer, which doesn't know the method.
        Assert.Equal("platform.peer_unavailable", (await process.Client.Call(SampleMethods.SayElsewhere, new StringValue(), SampleProcess.In(shop))).Error.Code);
    }

    [Fact]
    public async Task Processes_on_one_database_share_its_secret_without_being_told()
    {
        var database = await TestServer.NewDatabase();
        await using var peer = await SampleProcess.Start(database, service => service.Rpc(SampleMethods.Say, (Echoing feature) => feature.Say), options => options with { Port = 0, RpcPort = 0 });
        await using var process = await SampleProcess.Start(
            database, change: options => options with { Peers = PeerList.Parse($"sample={peer.App.RpcAddress}") });
        Assert.Equal("hello", (await process.App.Client.Call(SampleMethods.Say, new StringValue { Value = "hello" }, Call())).Value.Value);
    }

    private static Task<Result<StringValue>> Echo(StringValue request, CallContext call) => Task.FromResult<Result<StringValue>>(request);

    private static Task<Result<StringValue>> Text(string text) => Task.FromResult<Result<StringValue>>(new StringValue { Value = text });

    private static CallContext Call() => SampleProcess.In(SampleProcess.NewShop());

    private static string NobodyAt()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return $"http://{probe.LocalEndpoint}";
    }

    private sealed class Echoing
    {
        public Task<Result<StringValue>> Say(StringValue request, CallContext call) => Echo(request, call);
    }
}
