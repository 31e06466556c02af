using Google.Protobuf.WellKnownTypes;
using Kontor.Platform.Hosting;
using Kontor.Platform.Rpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kontor.Platform.Tests.Samples;

/// <summary>A process whose service <c>sample</c> answers as its test says, and others that call it over the wire.</summary>
internal sealed class SpeakingPeer : IAsyncDisposable
{
    public const string Secret = "a-secret-of-all-processes";

    private readonly KontorApp _app;
    private readonly List<KontorApp> _callers = [];

    private SpeakingPeer(KontorApp app) => _app = app;

    public Uri Address => _app.RpcAddress!;

    public Uri PublicAddress => _app.Address!;

    public static async Task<SpeakingPeer> Start(Func<StringValue, CallContext, Task<Result<StringValue>>> say)
    {
        var options = new KontorOptions { OwnerConnectionString = "", Services = "sample", Port = 0, RpcPort = 0, RpcSecret = RpcSecret.Of(Secret) };
        return new SpeakingPeer(await KontorApp.Start(options, Graph(say), NullLoggerFactory.Instance, CancellationToken.None));
    }

    /// <summary>The services of two processes: one speaks, one calls.</summary>
    public static ServiceGraph Graph(Func<StringValue, CallContext, Task<Result<StringValue>>> say) => new([Speaking(say), new DeclaredService("caller", service => service.WithoutDatabase().Calls("sample"))]);

    public static DeclaredService Speaking(Func<StringValue, CallContext, Task<Result<StringValue>>> say) => new("sample", service =>
    {
        service.Services.AddSingleton(say);
        service.WithoutDatabase()
            .Rpc(SampleMethods.Say, (Voice voice) => voice.Say)
            .Rpc(SampleMethods.SayAgain, (Voice voice) => voice.Say)
            .Rpc(SampleMethods.SayAsStaff, (Voice voice) => voice.Say);
    });

    /// <summary>How another process calls this one, at its address unless told otherwise.</summary>
    public async Task<RpcClient> Client(string? addresses = null, string secret = Secret)
    {
        var options = new KontorOptions
        {
            OwnerConnectionString = "",
            Services = "caller",
            Port = null,
            Peers = PeerList.Parse($"sample={addresses ?? Address.ToString()}"),
            RpcSecret = RpcSecret.Of(secret),
        };
        _callers.Add(await KontorApp.Start(options, Graph((request, _) => Task.FromResult<Result<StringValue>>(request)), NullLoggerFactory.Instance, CancellationToken.None));
        return _callers[^1].Client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in _callers)
        {
            await caller.DisposeAsync();
        }

        await _app.DisposeAsync();
    }

    private sealed class Voice(Func<StringValue, CallContext, Task<Result<StringValue>>> say)
    {
        public Task<Result<StringValue>> Say(StringValue request, CallContext call) => say(request, call);
    }
}
