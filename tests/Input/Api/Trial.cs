using System.Collections.Concurrent;
using System.Globalization;

namespace Kontor.Input.Api;

/// <summary>Many requests at once, and all that was wrong with the answers.</summary>
internal sealed class Trial
{
    private const int AtOnce = 8;

    private const int MostTold = 40;

    private readonly ConcurrentQueue<string> _complaints = new();

    private int _requests;

    public int Requests => _requests;

    /// <summary>Tries all of them.</summary>
    public Task All<T>(IEnumerable<T> requests, Func<T, Task<string?>> wrong) => Parallel.ForEachAsync(
        requests,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (request, _) =>
        {
            Interlocked.Increment(ref _requests);
            Note(await wrong(request));
        });

    /// <summary>Notes a complaint; null is none.</summary>
    public void Note(string? complaint)
    {
        if (!string.IsNullOrEmpty(complaint))
        {
            _complaints.Enqueue(complaint);
        }
    }

    /// <summary>Fails the test with everything that was wrong.</summary>
    public void NothingWasWrong() => Assert.True(
        _complaints.IsEmpty,
        string.Create(CultureInfo.InvariantCulture, $"{_complaints.Count} of {_requests} went wrong:\n{string.Join('\n', _complaints.Take(MostTold))}"));
}
