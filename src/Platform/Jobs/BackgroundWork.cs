namespace Kontor.Platform.Jobs;

/// <summary>Work that goes on after its request was answered. A process that stops waits for it. It must be safe to lose: whatever crashes takes it along.</summary>
public sealed class BackgroundWork
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(5);

    private int _underWay;

    /// <summary>Takes over something that was begun. What it throws is nobody's business any more; it must have told so itself.</summary>
    public void Add(Task work)
    {
        Interlocked.Increment(ref _underWay);
        _ = work.ContinueWith(
            ended =>
            {
                _ = ended.Exception;
                Interlocked.Decrement(ref _underWay);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Returns when nothing is under way any more, or when the patience is over.</summary>
    internal async Task Finish(TimeSpan patience)
    {
        for (var waited = TimeSpan.Zero; Volatile.Read(ref _underWay) > 0 && waited < patience; waited += s_look)
        {
            await Task.Delay(s_look);
        }
    }
}
