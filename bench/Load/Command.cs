using System.Diagnostics;

namespace Kontor.Bench.Load;

/// <summary>Another program, run to its end.</summary>
internal static class Command
{
    /// <returns>What it printed.</returns>
    /// <exception cref="BenchFailedException">It ended badly.</exception>
    public static async Task<string> Run(string program, IEnumerable<string> arguments, CancellationToken cancellation, string? folder = null, Action<int>? started = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder ?? "" };
        using var process = Start(start);
        process.StandardInput.Close();
        started?.Invoke(process.Id);
        var complaint = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0 ? output : throw new BenchFailedException($"{Path.GetFileName(program)} ended with status {process.ExitCode}: {await complaint}{output}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new BenchFailedException($"{start.FileName} can't be started: {exception.Message}. Install it ('apt-get install wrk postgresql'), then try again.");
        }
    }
}
