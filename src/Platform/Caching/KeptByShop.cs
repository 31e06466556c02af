using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;

namespace Kontor.Platform.Caching;

/// <summary>Something small that each shop has one of, such as its settings of a kind: kept in memory until an event tells that it has changed, in whatever process that was.</summary>
/// <typeparam name="T">What it is. All who ask get the same object, so nobody may change it.</typeparam>
public sealed class KeptByShop<T>
{
    private const long MaxBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Watches _watches;
    private readonly TimeProvider _clock;
    private readonly string _name;
    private readonly ChangeMarks _marks = new();
    private readonly Cache<ShopId, T> _values;

    /// <summary>Nothing yet.</summary>
    /// <param name="name">Its name in metrics.</param>
    /// <param name="watches">Whether changes are heard of; while they aren't, each look is a reading.</param>
    /// <param name="clock">Tells the time.</param>
    public KeptByShop(string name, Watches watches, TimeProvider clock)
    {
        _watches = watches;
        _clock = clock;
        _name = name;
        _values = new(name, MaxBytes, s_life, _marks, clock);
    }

    /// <summary>What the shop has.</summary>
    /// <param name="call">Whose shop, and how long somebody waits.</param>
    /// <param name="bytes">About how much memory it takes.</param>
    /// <param name="read">Reads it. Works for everybody who waits, with a patience of its own.</param>
    public Task<T> Get(CallContext call, long bytes, Func<CallContext, Task<T>> read) =>
        _watches.AreCurrent ? _values.Get(call.Shop, Tag(call.Shop), () => Make(call, bytes, read), call.Aborted) : read(call);

    /// <summary>It has changed.</summary>
    public void Forget(ShopId shop) => _marks.Changed(Tag(shop));

    private async Task<Made<T>> Make(CallContext call, long bytes, Func<CallContext, Task<T>> read)
    {
        using var own = (call with { Deadline = DateTimeOffset.MaxValue, Aborted = CancellationToken.None }).Within(s_patience, _clock);
        return Made.Kept(await read(own.Call), bytes, Tag(call.Shop));
    }

    private CacheTag Tag(ShopId shop) => CacheTag.Of(_name, shop);
}
