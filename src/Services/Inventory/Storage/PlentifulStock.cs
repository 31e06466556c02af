using System.Collections.Concurrent;
using Kontor.Inventory.Model;

namespace Kontor.Inventory.Storage;

/// <summary>
/// SKUs that lay in one location only, and of which there was plenty, when somebody last looked. What is asked of them is written without looking again. That may turn out to be wrong, and
/// the CHECKs of the table tell so; then somebody looks.
/// </summary>
internal sealed class PlentifulStock(TimeProvider clock)
{
    /// <summary>Plenty is this many times what was just taken.</summary>
    private const int Plenty = 10;

    private const int MostSkus = 100_000;

    /// <summary>After this time a second location is seen that has got some of it since, and that is to be taken from first.</summary>
    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(Guid Shop, string Sku), Seen> _seen = new();

    /// <summary>Where to take each request's pieces from; null when that must be looked up.</summary>
    public List<(Guid OrderId, Allocation Allocation)>? Allocate(ShopId shop, IReadOnlyList<StockRequest> requests)
    {
        var now = clock.GetUtcNow();
        var taken = new List<(Guid, Allocation)>();
        foreach (var request in requests)
        {
            foreach (var (sku, quantity) in request.Demand)
            {
                if (!_seen.TryGetValue((shop.Value, sku), out var seen) || seen.Until <= now)
                {
                    return null;
                }

                taken.Add((request.OrderId, new Allocation(sku, seen.Location, quantity)));
            }
        }

        return taken;
    }

    /// <summary>These levels were locked, and this is what was taken of them: they are all that there is of their SKUs.</summary>
    public void Learn(ShopId shop, IReadOnlyList<PoolLevel> left, IEnumerable<Allocation> taken)
    {
        if (_seen.Count > MostSkus)
        {
            _seen.Clear();
        }

        var until = clock.GetUtcNow() + s_life;
        var pieces = taken.GroupBy(allocation => allocation.Sku, StringComparer.Ordinal).ToDictionary(of => of.Key, of => of.Sum(allocation => allocation.Quantity), StringComparer.Ordinal);
        foreach (var levels in left.GroupBy(level => level.Sku, StringComparer.Ordinal))
        {
            if (levels.Count() == 1 && pieces.TryGetValue(levels.Key, out var quantity) && levels.Single() is var level && level.Available >= quantity * Plenty)
            {
                _seen[(shop.Value, level.Sku)] = new Seen(level.Location, until);
            }
        }
    }

    /// <summary>It was wrong about these.</summary>
    public void Forget(ShopId shop, IEnumerable<string> skus)
    {
        foreach (var sku in skus)
        {
            _seen.TryRemove((shop.Value, sku), out _);
        }
    }

    private readonly record struct Seen(string Location, DateTimeOffset Until);
}
