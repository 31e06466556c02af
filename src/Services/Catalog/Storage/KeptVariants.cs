using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Caching;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;

namespace Kontor.Catalog.Storage;

/// <summary>What orders asked for lately: prices and names by SKU, for thirty minutes and never beyond the product's next change, in whatever process that is made.</summary>
internal sealed class KeptVariants
{
    private const long MaxBytes = 16 * 1024 * 1024;

    // Objects take more than their bytes on the wire.
    private const int InMemory = 4;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Watches _watches;
    private readonly TimeProvider _clock;
    private readonly ChangeMarks _marks = new();
    private readonly Cache<(ShopId Shop, string Sku), FoundVariant?> _variants;

    public KeptVariants(Watches watches, TimeProvider clock)
    {
        _watches = watches;
        _clock = clock;
        _variants = new("catalog.variants", MaxBytes, TimeSpan.FromMinutes(30), _marks, clock);
    }

    /// <summary>The variant; null when no product has the SKU, which isn't kept.</summary>
    public Task<FoundVariant?> Variant(CallContext call, string sku, Func<CallContext, Task<FoundVariant?>> read) => _watches.AreCurrent
        ? _variants.Get((call.Shop, sku), Catalogue(call.Shop), () => Make(call, read), call.Aborted)
        : read(call);

    public void Forget(ShopId shop, ProductChanged product) => _marks.Changed(Catalogue(shop), One(shop, product.ProductId));

    private static CacheTag Catalogue(ShopId shop) => CacheTag.Of("catalogue", shop);

    private static CacheTag One(ShopId shop, Guid product) => CacheTag.Of("product", shop, product);

    // With a patience of its own: the reading belongs to all who wait for it.
    private async Task<Made<FoundVariant?>> Make(CallContext call, Func<CallContext, Task<FoundVariant?>> read)
    {
        using var own = (call with { Deadline = DateTimeOffset.MaxValue, Aborted = CancellationToken.None }).Within(s_patience, _clock);
        return await read(own.Call) is { } variant
            ? Made.Kept<FoundVariant?>(variant, variant.CalculateSize() * InMemory, One(call.Shop, Guid.Parse(variant.ProductId)))
            : Made.NotKept<FoundVariant?>(null);
    }
}
