using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Kontor.Platform.Hosting;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kontor.Bench.Samples;

/// <summary>A service whose one method costs nothing, so that what is measured is the call.</summary>
internal sealed class EchoService : IService
{
    public const string Secret = "known-to-both-processes-of-a-benchmark";

    public static readonly RpcMethod<StringValue, StringValue> Say = new("kontor.echo.v1.Echo", "Say", Access.Anyone);

    public string Name => "echo";

    public static CallContext Call => new(default, Actor.Guest, TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1), CancellationToken.None);

    /// <summary>Serves other processes until it is told to stop.</summary>
    public static async Task<int> Run(string port)
    {
        await using var app = await Start(Options("echo") with { Port = 0, RpcPort = int.Parse(port, CultureInfo.InvariantCulture) });
        await app.WaitForShutdown(CancellationToken.None);
        return 0;
    }

    /// <summary>A process in which the service runs.</summary>
    public static Task<KontorApp> Here() => Start(Options("echo"));

    /// <summary>A process that calls it elsewhere.</summary>
    public static Task<KontorApp> At(Uri address) => Start(Options("caller") with { Peers = PeerList.Parse($"echo={address}") });

    public void Define(ServiceBuilder service) => service.WithoutDatabase().Rpc(Say, (Voice voice) => voice.Say);

    private static KontorOptions Options(string services) => new() { OwnerConnectionString = "", Services = services, Port = null, RpcSecret = RpcSecret.Of(Secret) };

    private static Task<KontorApp> Start(KontorOptions options) =>
        KontorApp.Start(options, new ServiceGraph([new EchoService(), new CallerService()]), NullLoggerFactory.Instance, CancellationToken.None);

    internal sealed class Voice
    {
        public Task<Result<StringValue>> Say(StringValue request, CallContext call) => Task.FromResult<Result<StringValue>>(request);
    }

    private sealed class CallerService : IService
    {
        public string Name => "caller";

        public void Define(ServiceBuilder service) => service.WithoutDatabase().Calls("echo");
    }
}
