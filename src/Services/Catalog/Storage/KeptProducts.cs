using Google.Protobuf;
using Kontor.Catalog.Model;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Caching;
using Kontor.Platform.Identity;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;

namespace Kontor.Catalog.Storage;

/// <summary>
/// What shoppers looked at lately: lists for five minutes, products and the tree for thirty, and never beyond their next change, in whatever process that is made. Staff see
/// drafts and look at what they have just edited, so they always read the database.
/// </summary>
internal sealed class KeptProducts
{
    private const long MaxBytes = 16 * 1024 * 1024;

    // Objects take more than their bytes on the wire.
    private const int InMemory = 4;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Watches _watches;
    private readonly TimeProvider _clock;
    private readonly ChangeMarks _marks = new();
    private readonly Cache<ListKey, Result<ProductPage>> _lists;
    private readonly Cache<(ShopId Shop, string IdOrSlug), Result<Product>> _products;
    private readonly Cache<ShopId, Result<CategoryTree>> _trees;

    public KeptProducts(Watches watches, TimeProvider clock)
    {
        _watches = watches;
        _clock = clock;
        _lists = new("catalog.lists", MaxBytes, TimeSpan.FromMinutes(5), _marks, clock);
        _products = new("catalog.products", MaxBytes, TimeSpan.FromMinutes(30), _marks, clock);
        _trees = new("catalog.categories", MaxBytes, TimeSpan.FromMinutes(30), _marks, clock);
    }

    public Task<Result<ProductPage>> List(CallContext call, ListKey key, Func<CallContext, Task<Result<ProductPage>>> read) =>
        Get(_lists, key, call, read, page => [Catalogue(call.Shop)]);

    public Task<Result<Product>> Product(CallContext call, string idOrSlug, Func<CallContext, Task<Result<Product>>> read) =>
        Get(_products, (call.Shop, idOrSlug), call, read, product => [One(call.Shop, Guid.Parse(product.Id))]);

    public Task<Result<CategoryTree>> Tree(CallContext call, Func<CallContext, Task<Result<CategoryTree>>> read) =>
        Get(_trees, call.Shop, call, read, tree => [Tree(call.Shop)]);

    /// <summary>A product changed: forget it and every list that it may be in, or may now belong to.</summary>
    public void Forget(ShopId shop, ProductChanged product) => _marks.Changed(Catalogue(shop), One(shop, product.ProductId));

    /// <summary>The tree changed, and thereby what a category's list holds. Products that lost a category tell so themselves.</summary>
    public void Forget(ShopId shop, CategoryChanged category) => _marks.Changed(Catalogue(shop), Tree(shop));

    private static CacheTag Catalogue(ShopId shop) => CacheTag.Of("catalogue", shop);

    private static CacheTag Tree(ShopId shop) => CacheTag.Of("tree", shop);

    private static CacheTag One(ShopId shop, Guid product) => CacheTag.Of("product", shop, product);

    private Task<Result<T>> Get<TKey, T>(Cache<TKey, Result<T>> cache, TKey key, CallContext call, Func<CallContext, Task<Result<T>>> read, Func<T, CacheTag[]> tags)
        where TKey : notnull
        where T : IMessage
    {
        if (call.Actor.IsStaff || !_watches.AreCurrent)
        {
            return read(call);
        }

        return cache.Get(key, Catalogue(call.Shop), () => Make(call, read, tags), call.Aborted);
    }

    // On behalf of nobody in particular and with a patience of its own: the reading belongs to all who wait for it.
    private async Task<Made<Result<T>>> Make<T>(CallContext call, Func<CallContext, Task<Result<T>>> read, Func<T, CacheTag[]> tags)
        where T : IMessage
    {
        using var own = (call with { Actor = Actor.Guest, Deadline = DateTimeOffset.MaxValue, Aborted = CancellationToken.None }).Within(s_patience, _clock);
        var result = await read(own.Call);
        return result.Try(out var value, out _) ? Made.Kept(result, value.CalculateSize() * InMemory, tags(value)) : Made.NotKept(result);
    }
}

/// <summary>
/// All that a list depends on, each in one spelling. The words are as <see cref="SearchWords"/> writes them: null for a list without a search, empty when nothing in it is a word.
/// </summary>
internal sealed record ListKey(ShopId Shop, string Category, string? Words, ProductSort Sort, int Limit, string After, bool WithTotal);
