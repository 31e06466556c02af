using Kontor.Platform.Hosting;
using Kontor.Platform.Storage.Managed;
using Npgsql;

namespace Kontor.Host.Commands;

/// <summary>How commands speak to people: results on standard output, what went wrong on standard error.</summary>
internal static class Terminal
{
    public static void Line(string text) => Console.Out.WriteLine(text);

    public static void Error(string text) => Console.Error.WriteLine(text);

    /// <summary>Runs a command; what its user can mend becomes a sentence instead of a stack trace.</summary>
    /// <returns>The exit status: 1 for a failure, 130 when it was interrupted.</returns>
    public static async Task<int> Run(Func<Task<int>> command, CancellationToken cancellation)
    {
        try
        {
            return await command();
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
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Error("kontor: interrupted.");
            return 130;
        }
    }
}
