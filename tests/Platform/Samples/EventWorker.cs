using System.Diagnostics;

namespace Kontor.Platform.Tests.Samples;

/// <summary>A process of its own that sequences events and hears them, so that a test can kill it.</summary>
internal static class EventWorker
{
    private const string Command = "event-worker";

    public static Process Launch(string database) => Process.Start(new ProcessStartInfo("dotnet", [typeof(EventWorker).Assembly.Location, Command, database])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>The test assembly started as a program. Ends with the test that started it, whose end closes its input.</summary>
    public static async Task<int> Main(string[] args)
    {
        if (args is not [Command, var database])
        {
            return 2;
        }

        await using var process = await SampleProcess.Start(database, service => service.Hears(SampleProcess.WriteDown));
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
