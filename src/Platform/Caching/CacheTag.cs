namespace Kontor.Platform.Caching;

/// <summary>Names something that answers are made of, such as "the catalogue of this shop", so that a change of it can be told.</summary>
public readonly record struct CacheTag
{
    private CacheTag(int hash) => Hash = hash;

    internal int Hash { get; }

    /// <summary>Something of which a shop has one.</summary>
    /// <param name="what">What it is: <c>products</c>.</param>
    /// <param name="shop">The shop.</param>
    public static CacheTag Of(string what, ShopId shop) => new(HashCode.Combine(what, shop.Value));

    /// <summary>Something of which a shop has many.</summary>
    /// <param name="what">What it is: <c>product</c>.</param>
    /// <param name="shop">The shop.</param>
    /// <param name="which">Which of them.</param>
    public static CacheTag Of(string what, ShopId shop, Guid which) => new(HashCode.Combine(what, shop.Value, which));
}
