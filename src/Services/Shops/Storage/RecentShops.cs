using System.Collections.Concurrent;
using Kontor.Platform.Storage;

namespace Kontor.Shops.Storage;

/// <summary>
/// The shops that were asked for in the last five seconds, because every request of the program asks for one. Callers who ask at once
/// share one query. Handles that don't exist are remembered too, but the memory is bounded: a crawler that tries names can't fill it.
/// </summary>
internal sealed class RecentShops(Database db, TimeProvider clock)
{
    private const int Most = 4096;

    private static readonly TimeSpan s_life = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Memory> _memories = new(StringComparer.Ordinal);

    /// <summary>How many answers are remembered.</summary>
    public int Count => _memories.Count;

    /// <summary>The shop, or null.</summary>
    public Task<ShopRow?> Find(string handle, CancellationToken aborted) =>
        Recall(handle, () => Ask($"WHERE handle = {handle}"), aborted);

    /// <inheritdoc cref="Find(string, CancellationToken)"/>
    public Task<ShopRow?> Find(Guid id, CancellationToken aborted) =>
        Recall(Key(id), () => Ask($"WHERE id = {id}"), aborted);

    /// <summary>
    /// Has the next caller look again. Call it after the commit; a query that is still under way then may have seen the old row, and is
    /// forgotten as well.
    /// </summary>
    public void Forget(ShopRow shop)
    {
        _memories.TryRemove(shop.Handle, out _);
        _memories.TryRemove(Key(shop.Id), out _);
    }

    // The space keeps it apart from a handle that looks like a UUID.
    private static string Key(Guid id) => $"id {id}";

    // No caller's token: the query belongs to all who wait for it.
    private Task<ShopRow?> Ask(Sql condition) => db.AcrossShops().Find<ShopRow>($"SELECT {ShopRow.Columns} FROM shop {condition}", CancellationToken.None);

    private async Task<ShopRow?> Recall(string key, Func<Task<ShopRow?>> ask, CancellationToken aborted)
    {
        var now = clock.GetUtcNow();
        if (!_memories.TryGetValue(key, out var memory) || memory.Until <= now)
        {
            MakeRoom(now);

            var fresh = new Memory(now + s_life, new(ask));
            memory = _memories.AddOrUpdate(key, fresh, (_, present) => present.Until <= now ? fresh : present);
        }

        try
        {
            var shop = await memory.Shop.Value.WaitAsync(aborted);
            memory.IsUnknown = shop is null;
            return shop;
        }
        catch when (memory.Shop.Value.IsFaulted)
        {
            // A lost database must not be remembered.
            _memories.TryRemove(new(key, memory));
            throw;
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (_memories.Count < Most)
        {
            return;
        }

        foreach (var memory in _memories.Where(memory => memory.Value.Until <= now || memory.Value.IsUnknown))
        {
            _memories.TryRemove(memory);
        }

        if (_memories.Count >= Most)
        {
            _memories.Clear();
        }
    }

    private sealed class Memory(DateTimeOffset until, Lazy<Task<ShopRow?>> shop)
    {
        public DateTimeOffset Until => until;

        public Lazy<Task<ShopRow?>> Shop => shop;

        public bool IsUnknown { get; set; }
    }
}
