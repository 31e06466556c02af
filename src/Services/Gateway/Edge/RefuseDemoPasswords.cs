using System.Net;
using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Hosting;
using Kontor.Platform.Rpc;

namespace Kontor.Gateway.Edge;

/// <summary>
/// A shop whose demo passwords everybody knows is for its own machine: whoever would open the public port to others asks first, and doesn't
/// start while there are any. Behind a trusted proxy it is the same.
/// </summary>
internal sealed class RefuseDemoPasswords(RpcClient client, KontorOptions options, TimeProvider clock) : IStartTask
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    public async Task Run(CancellationToken cancellation)
    {
        if (options.Port is null || IPAddress.IsLoopback(IPAddress.Parse(options.Bind)))
        {
            return;
        }

        var asked = await Ask(cancellation);
        if (!asked.Try(out var found, out var error))
        {
            throw new ConfigurationException(
                $"Before it listens on {options.Bind}, this process must know whether demo passwords are in use, and nobody answers that: {error.Message} Start the users service, then start this again.");
        }

        if (found.Users.Count > 0)
        {
            throw new ConfigurationException(
                $"""
                The demo's users have passwords that everybody knows, so this shop can't be opened to other machines ({options.Bind}): {string.Join(", ", found.Users.Select(user => user.Email))}.
                        End their logins with './kontor demo end' (the products stay), or change their passwords; then start this again. Without --bind it listens on this machine only.
                """);
        }
    }

    /// <summary>Processes of one installation start in any order, so the users may be up a little later.</summary>
    private async Task<Result<DemoUserList>> Ask(CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + s_patience;
        while (true)
        {
            using var asking = CallContext.BySystem(default, clock, s_patience, cancellation);
            var answer = await client.Call(UsersMethods.ListDemoUsers, new Empty(), asking.Call);
            if (answer.Succeeded || answer.Error.Kind != ErrorKind.Unavailable || clock.GetUtcNow() >= until)
            {
                return answer;
            }

            await Task.Delay(s_pause, clock, cancellation);
        }
    }
}
