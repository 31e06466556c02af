using System.Threading.Channels;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Telemetry;

namespace Kontor.Platform.Storage;

/// <summary>
/// Does all requests that wait in one transaction, each decided by itself. Without a linger there is no timer: whoever comes first starts at once, and
/// what arrives meanwhile is the next group, so a lone request waits for nobody and a hot row is locked once a group, not once a request.
/// A group holds requests of one shop only (row-level security).
/// </summary>
/// <typeparam name="TItem">A request.</typeparam>
/// <typeparam name="TAnswer">Its answer.</typeparam>
public sealed class GroupWork<TItem, TAnswer>
    where TItem : class
{
    private readonly Channel<Waiting> _queue = Channel.CreateUnbounded<Waiting>();
    private readonly string _stage;
    private readonly int _cap;
    private readonly TimeSpan _linger;
    private readonly Func<ShopId, IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<Result<TAnswer>>>> _work;
    private int _working;

    /// <summary>A stage with one worker.</summary>
    /// <param name="stage">Its name in metrics.</param>
    /// <param name="work">Does a group in one transaction; answers in the order of the items. An exception means that nothing was done.</param>
    /// <param name="cap">The largest group.</param>
    /// <param name="linger">How long the first of a group waits for others; for work that nobody waits for.</param>
    public GroupWork(string stage, Func<ShopId, IReadOnlyList<TItem>, CancellationToken, Task<IReadOnlyList<Result<TAnswer>>>> work, int cap = 128, TimeSpan linger = default)
    {
        _stage = stage;
        _work = work;
        _cap = cap;
        _linger = linger;
    }

    /// <summary>Adds a request to the next group and waits for its answer.</summary>
    public Task<Result<TAnswer>> Do(TItem item, CallContext call)
    {
        var waiting = new Waiting(item, call.Shop, call.Aborted);
        _queue.Writer.TryWrite(waiting);
        StartWorker();
        return waiting.Answer.Task;
    }

    /// <summary>The same for work that refuses nobody: the answer itself.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up while waiting.</exception>
    public async Task<TAnswer> Ask(TItem item, CallContext call)
    {
        var answer = await Do(item, call);

        // Who gave up was left out of the group.
        call.Aborted.ThrowIfCancellationRequested();
        return answer.Value;
    }

    private void StartWorker()
    {
        if (Interlocked.CompareExchange(ref _working, 1, 0) == 0)
        {
            // The group belongs to no single caller: neither its trace nor its transaction mark may flow in.
            using var nobody = ExecutionContext.SuppressFlow();
            _ = Task.Run(WorkUntilEmpty);
        }
    }

    private async Task WorkUntilEmpty()
    {
        while (await TakeGroup() is { Count: > 0 } group)
        {
            var shops = group.GroupBy(waiting => waiting.Shop).Select(ofShop => (Shop: ofShop.Key, Group: ofShop.ToList()));
            if (_linger > TimeSpan.Zero)
            {
                // Work that nobody waits for may be of many shops, and none of them is to wait for another's peers.
                await Task.WhenAll(shops.Select(of => Work(of.Shop, of.Group)));
                continue;
            }

            foreach (var of in shops)
            {
                await Work(of.Shop, of.Group);
            }
        }

        // A full fence: were the look below done before the flag is seen, somebody who comes in between would wait for ever.
        Interlocked.Exchange(ref _working, 0);
        if (_queue.Reader.TryPeek(out _))
        {
            StartWorker();
        }
    }

    private async Task<List<Waiting>> TakeGroup()
    {
        if (_linger > TimeSpan.Zero && _queue.Reader.Count is > 0 and var there && there < _cap)
        {
            await Task.Delay(_linger);
        }

        // Requests that were answered together by the stage before arrive one after the other: as long as some do, they are let in.
        for (var seen = 0; _queue.Reader.Count is var waiting && waiting > seen && waiting < _cap; seen = waiting)
        {
            await Task.Yield();
        }

        var group = new List<Waiting>();
        while (group.Count < _cap && _queue.Reader.TryRead(out var waiting))
        {
            if (waiting.Aborted.IsCancellationRequested)
            {
                waiting.Answer.SetResult(RpcErrors.DeadlineExceeded);
            }
            else
            {
                group.Add(waiting);
            }
        }

        return group;
    }

    private async Task Work(ShopId shop, IReadOnlyList<Waiting> group)
    {
        KontorTelemetry.GroupSize.Record(group.Count, new KeyValuePair<string, object?>("stage", _stage));
        try
        {
            // No caller's token: one who gives up must not undo the others' work.
            var answers = await _work(shop, [.. group.Select(waiting => waiting.Item)], CancellationToken.None);
            if (answers.Count != group.Count)
            {
                throw new InvalidOperationException($"The stage '{_stage}' gave {answers.Count} answers to {group.Count} requests.");
            }

            for (var index = 0; index < group.Count; index++)
            {
                group[index].Answer.SetResult(answers[index]);
            }
        }
        catch (Exception exception) when (group.Count > 1 && ExpectedFailures.Explain(exception, CancellationToken.None) is null)
        {
            // One request that breaks the statement must not take the others down with it.
            foreach (var waiting in group)
            {
                await Work(shop, [waiting]);
            }
        }
#pragma warning disable CA1031 // Whatever it is belongs to the caller, who awaits the answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            foreach (var waiting in group)
            {
                waiting.Answer.SetException(exception);
            }
        }
    }

    private sealed record Waiting(TItem Item, ShopId Shop, CancellationToken Aborted)
    {
        // Continuations elsewhere: the worker must not run its callers' next steps.
        public TaskCompletionSource<Result<TAnswer>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
