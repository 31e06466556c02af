using System.CommandLine;
using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Users.V1;

namespace Kontor.Host.Commands;

/// <summary><c>kontor demo end</c> ends the logins that everybody knows, so that the shop may be opened to other machines.</summary>
internal static class DemoCommand
{
    public static Command Build() => new("demo", "What the first start put into the shop to try things with.") { End() };

    private static Command End()
    {
        var home = SharedOptions.Home();
        var command = new Command("end", "End the demo's logins, whose passwords everybody knows. Products and orders stay; a shop may listen beyond this machine (--bind) only after this.") { home };
        command.SetAction(parsed => Terminal.Run(async cancellation =>
        {
            var folder = SharedOptions.HomeOf(parsed, home);
            if (CommandSession.NoDataIn(folder) is { } complaint)
            {
                Terminal.Error(complaint);
                return 1;
            }

            await using var session = await CommandSession.Open(folder, cancellation);
            if (!(await session.App.Client.Call(UsersMethods.EndDemoUsers, new Empty(), session.Call(default, cancellation))).Try(out var ended, out var error))
            {
                Terminal.Error($"kontor: {error.Message}");
                return 1;
            }

            Terminal.Line(ended.Users.Count == 0
                ? "No demo login is in use."
                : $"Ended: {string.Join(", ", ended.Users.Select(user => user.Email))}. Nobody can sign in with them any more; who is signed in with one is out within the hour.");
            return 0;
        }));
        return command;
    }
}
