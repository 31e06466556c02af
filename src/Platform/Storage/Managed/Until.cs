using System.Diagnostics;

namespace Kontor.Platform.Storage.Managed;

/// <summary>Waits for something outside of the program (a process, a file, a lock) that tells nobody when it happens.</summary>
internal static class Until
{
    /// <summary>True as soon as the condition is; false when patience ran out.</summary>
    public static async Task<bool> True(Func<bool> condition, TimeSpan patience, TimeSpan interval, CancellationToken cancel)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            if (waited.Elapsed >= patience)
            {
                return false;
            }

            await Task.Delay(interval, cancel);
        }

        return true;
    }
}
