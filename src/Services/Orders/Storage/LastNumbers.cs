using System.Collections.Concurrent;

namespace Kontor.Orders.Storage;

/// <summary>The last order numbers that this process gave, so that the next ones needn't be asked for. Wrong where another process gave some since; then it isn't believed for a while.</summary>
internal sealed class LastNumbers(TimeProvider clock)
{
    private static readonly TimeSpan s_distrust = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ShopId, (long Last, DateTimeOffset TrustedFrom)> _given = new();

    /// <summary>The shop's last number; null when it must be asked for.</summary>
    public long? Last(ShopId shop) => _given.TryGetValue(shop, out var given) && given.TrustedFrom <= clock.GetUtcNow() ? given.Last : null;

    /// <summary>These were given.</summary>
    public void Gave(ShopId shop, long last) => _given.AddOrUpdate(shop, _ => (last, DateTimeOffset.MinValue), (_, given) => (last, given.TrustedFrom));

    /// <summary>Somebody else gives numbers, too.</summary>
    public void WereGivenElsewhere(ShopId shop) => _given[shop] = (0, clock.GetUtcNow() + s_distrust);
}
