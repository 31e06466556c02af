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
/// <remarks>Kept as it goes over the wire: a page is one object then, where it is a thousand in memory, all of which the garbage collector would copy twice before they are dropped.</remarks>
internal sealed class KeptProducts
{
    private const long MaxBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Watches _watches;
    private readonly TimeProvider _clock;
    private readonly ChangeMarks _marks = new();
    private readonly Cache<ListKey, Result<byte[]>> _lists;
    private readonly Cache<(ShopId Shop, string IdOrSlug), Result<byte[]>> _products;
    private readonly Cache<ShopId, Result<byte[]>> _trees;

    public KeptProducts(Watches watches, TimeProvider clock)
    {
        _watches = watches;
        _clock = clock;
        _lists = new("catalog.lists", MaxBytes, TimeSpan.FromMinutes(5), _marks, clock);
        _products = new("catalog.products", MaxBytes, TimeSpan.FromMinutes(30), _marks, clock);
        _trees = new("catalog.categories", MaxBytes, TimeSpan.FromMinutes(30), _marks, clock);
    }

    public Task<Result<ProductPage>> List(CallContext call, ListKey key, Func<CallContext, Task<Result<ProductPage>>> read) =>
        Get(_lists, key, call, ProductPage.Parser, read, page => Catalogue(call.Shop));

    public Task<Result<Product>> Product(CallContext call, string idOrSlug, Func<CallContext, Task<Result<Product>>> read) =>
        Get(_products, (call.Shop, idOrSlug), call, Contracts.Catalog.V1.Product.Parser, read, product => One(call.Shop, Guid.Parse(product.Id)));

    public Task<Result<CategoryTree>> Tree(CallContext call, Func<CallContext, Task<Result<CategoryTree>>> read) =>
        Get(_trees, call.Shop, call, CategoryTree.Parser, read, tree => Tree(call.Shop));

    /// <summary>A product changed: forget it and every list that it may be in, or may now belong to.</summary>
    public void Forget(ShopId shop, ProductChanged product) => _marks.Changed(Catalogue(shop), One(shop, product.ProductId));

    /// <summary>The tree changed, and thereby what a category's list holds. Products that lost a category tell so themselves.</summary>
    public void Forget(ShopId shop, CategoryChanged category) => _marks.Changed(Catalogue(shop), Tree(shop));

    private static CacheTag Catalogue(ShopId shop) => CacheTag.Of("catalogue", shop);

    private static CacheTag Tree(ShopId shop) => CacheTag.Of("tree", shop);

    private static CacheTag One(ShopId shop, Guid product) => CacheTag.Of("product", shop, product);

    private async Task<Result<T>> Get<TKey, T>(
        Cache<TKey, Result<byte[]>> cache, TKey key, CallContext call, MessageParser<T> parser, Func<CallContext, Task<Result<T>>> read, Func<T, CacheTag> tag)
        where TKey : notnull
        where T : class, IMessage<T>
    {
        if (call.Actor.IsStaff || !_watches.AreCurrent)
        {
            return await read(call);
        }

        T? fresh = null;
        var kept = await cache.Get(key, Catalogue(call.Shop), Make, call.Aborted);
        return kept.Map(bytes => fresh ?? parser.ParseFrom(bytes));

        // On behalf of nobody in particular and with a patience of its own: the reading belongs to all who wait for it.
        async Task<Made<Result<byte[]>>> Make()
        {
            using var own = (call with { Actor = Actor.Guest, Deadline = DateTimeOffset.MaxValue, Aborted = CancellationToken.None }).Within(s_patience, _clock);
            var result = await read(own.Call);
            if (!result.Try(out fresh, out var error))
            {
                return Made.NotKept<Result<byte[]>>(error);
            }

            var bytes = fresh.ToByteArray();
            return Made.Kept<Result<byte[]>>(bytes, bytes.Length, tag(fresh));
        }
    }
}

/// <summary>
/// All that a list depends on, each in one spelling. The words are as <see cref="SearchWords"/> writes them: null for a list without a search, empty when nothing in it is a word.
/// </summary>
internal sealed record ListKey(ShopId Shop, string Category, string? Words, ProductSort Sort, int Limit, string After, bool WithTotal);
