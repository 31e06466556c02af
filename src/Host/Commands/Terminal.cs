using System.Runtime.InteropServices;
using Kontor.Platform.Hosting;
using Kontor.Platform.Storage.Managed;
using Npgsql;

namespace Kontor.Host.Commands;

/// <summary>How commands speak to people: results on standard output, what went wrong on standard error.</summary>
internal static class Terminal
{
    private const int Interrupted = 130;

    public static void Line(string text) => Console.Out.WriteLine(text);

    public static void Error(string text) => Console.Error.WriteLine(text);

    /// <summary>
    /// Runs a command; what its user can mend becomes a sentence instead of a stack trace. The first signal asks it to end and gives it the time
    /// that it needs for requests under way and for its database; the second ends the process at once.
    /// </summary>
    /// <returns>The exit status: 1 for a failure, 130 when it was interrupted.</returns>
    public static async Task<int> Run(Func<CancellationToken, Task<int>> command)
    {
        using var stopping = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, 143));
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, Interrupted));
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => Stop(signal, 129));
        try
        {
            return await command(stopping.Token);
        }
        catch (Exception exception) when (exception is ConfigurationException or StorageUnavailableException)
        {
            Error($"kontor: {exception.Message}");
            return 1;
        }
        catch (NpgsqlException exception)
        {
            Error($"kontor: the database says: {exception.Message} Check KONTOR_DATABASE and that its user may create roles and schemas.");
            return 1;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Error("kontor: interrupted.");
            return Interrupted;
        }

        void Stop(PosixSignalContext signal, int status)
        {
            // Not the runtime's default, which ends the process before anything has been put away.
            signal.Cancel = true;
            if (stopping.IsCancellationRequested)
            {
                Environment.Exit(status);
            }

            stopping.Cancel();
        }
    }
}
