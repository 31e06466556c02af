using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Kontor.Bench.Load;

/// <summary>
/// Requests at fixed times, whether or not earlier ones are answered, as people send them. The time of each counts from when it was due, so that a server which
/// stands still can't hide by keeping the next ones waiting.
/// </summary>
internal static partial class OpenLoop
{
    /// <param name="perSecond">How many requests.</param>
    /// <param name="seconds">For how long; forever until it is cancelled when this is infinite.</param>
    /// <param name="send">Sends one and reads its answer; throws when that is wrong.</param>
    /// <param name="cancellation">Sends no more; those under way are still awaited.</param>
    /// <returns>Milliseconds of each.</returns>
    public static async Task<Latencies> Run(double perSecond, double seconds, Func<Task> send, CancellationToken cancellation)
    {
        // A thread of its own: in the pool it would wait for the very work that it measures.
        var pacing = Task.Factory.StartNew(() => Pace(perSecond, seconds, send, cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return new Latencies(await Task.WhenAll(await pacing));
    }

    private static List<Task<double>> Pace(double perSecond, double seconds, Func<Task> send, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var sent = new List<Task<double>>();
        while (!cancellation.IsCancellationRequested && sent.Count < perSecond * seconds)
        {
            var due = started + (long)(sent.Count / perSecond * Stopwatch.Frequency);
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } early)
            {
                _ = usleep((uint)early.TotalMicroseconds);
            }

            sent.Add(One(send, due));
        }

        return sent;
    }

    private static async Task<double> One(Func<Task> send, long due)
    {
        await send();
        return Stopwatch.GetElapsedTime(due).TotalMilliseconds;
    }

    // The runtime's own timers wake up a millisecond late, which would be the server's fault.
    [LibraryImport("libc", SetLastError = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int usleep(uint microseconds);
}
