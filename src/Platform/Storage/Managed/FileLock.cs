namespace Kontor.Platform.Storage.Managed;

/// <summary>
/// A lock on a file that the kernel frees when its holder dies, kill -9 included. On Linux .NET takes <c>flock</c> for a
/// <see cref="FileStream"/>: exclusive for <see cref="FileShare.None"/>, shared for a read-only one with <see cref="FileShare.Read"/>.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private const int WouldBlock = 11; // EAGAIN: somebody else has the lock
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>The lock, or null when anybody else has it in any way.</summary>
    public static FileLock? TryExclusive(string path) => Try(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>The lock together with others who share it, or null when somebody has it alone.</summary>
    public static FileLock? TryShared(string path) => Try(path, FileAccess.Read, FileShare.Read);

    /// <summary>True while anybody has the lock.</summary>
    public static bool IsTaken(string path)
    {
        using var mine = TryExclusive(path);
        return mine is null;
    }

    /// <summary>Waits for the lock alone; null when patience ran out.</summary>
    public static async Task<FileLock?> Exclusive(string path, TimeSpan patience, CancellationToken cancel)
    {
        FileLock? taken = null;
        await Until.True(() => (taken = TryExclusive(path)) is not null, patience, Interval, cancel);
        return taken;
    }

    public void Dispose() => _file.Dispose();

    private static FileLock? Try(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, access, share, bufferSize: 0));
        }
        catch (IOException e) when (e.HResult == WouldBlock)
        {
            return null;
        }
    }
}
