namespace Kontor.Contracts.Catalog.V1;

/// <summary>A product, or one of its variants, was made, changed or deleted. Consumers read the new state when they need it.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Slug">Its slug now.</param>
/// <param name="Deleted">True when it is gone.</param>
public sealed record ProductChanged(Guid ProductId, string Slug, bool Deleted)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<ProductChanged> Type = new("product.changed", "catalog");
}

/// <summary>The category tree changed.</summary>
/// <param name="Slug">The category that was made, changed or deleted.</param>
public sealed record CategoryChanged(string Slug)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<CategoryChanged> Type = new("category.changed", "catalog");
}
