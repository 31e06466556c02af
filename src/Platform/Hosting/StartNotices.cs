using System.Collections.Concurrent;

namespace Kontor.Platform.Hosting;

/// <summary>
/// What services have to tell the person who started the program, such as the password that the first start made up. Not a log: lines may
/// be secret, are kept in memory only and are handed out once.
/// </summary>
public sealed class StartNotices
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Adds a line for people.</summary>
    public void Add(string line) => _lines.Enqueue(line);

    /// <summary>The lines since the last time, in order. Nobody gets them again.</summary>
    public IReadOnlyList<string> TakeAll()
    {
        var lines = new List<string>();
        while (_lines.TryDequeue(out var line))
        {
            lines.Add(line);
        }

        return lines;
    }
}
