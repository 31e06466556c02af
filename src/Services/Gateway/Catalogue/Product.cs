using Proto = Kontor.Contracts.Catalog.V1;

namespace Kontor.Gateway.Catalogue;

/// <summary>Something the shop sells, in one or more variants.</summary>
internal sealed record Product
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name in addresses; unique in the shop.</summary>
    public required string Slug { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What there is to say about it.</summary>
    public required string Description { get; init; }

    /// <summary>Who makes it.</summary>
    public required string Brand { get; init; }

    /// <summary>Slugs of the categories it stands in.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>draft (staff only) or active.</summary>
    public required string Status { get; init; }

    /// <summary>The lowest price of its variants; null without variants.</summary>
    public required Money? PriceFrom { get; init; }

    /// <summary>Addresses of pictures.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>What can be bought.</summary>
    public required IReadOnlyList<Variant> Variants { get; init; }

    /// <summary>Since when.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTime UpdatedAt { get; init; }

    public static Product From(Proto.Product product, AvailableStock stock) => new()
    {
        Id = product.Id,
        Slug = product.Slug,
        Name = product.Name,
        Description = product.Description,
        Brand = product.Brand,
        Categories = [.. product.Categories],
        Status = product.Status,
        PriceFrom = product.PriceFrom is { } price ? Money.From(price) : null,
        Images = [.. product.Images],
        Variants = [.. product.Variants.Select(variant => Variant.From(variant, stock))],
        CreatedAt = product.CreatedAt.ToDateTime(),
        UpdatedAt = product.UpdatedAt.ToDateTime(),
    };
}

/// <summary>One form of a product, with a price and a stock of its own.</summary>
internal sealed record Variant
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What orders and stock call it; unique in the shop.</summary>
    public required string Sku { get; init; }

    /// <summary>What sets it apart, such as size: M.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>What one costs.</summary>
    public required Money Price { get; init; }

    /// <summary>What is there; changed by stock adjustments only.</summary>
    public required VariantStock Stock { get; init; }

    public static Variant From(Proto.Variant variant, AvailableStock stock) => new()
    {
        Id = variant.Id,
        Sku = variant.Sku,
        Options = variant.Options,
        Price = Money.From(variant.Price),
        Stock = new VariantStock { Available = stock.Of(variant.Sku) },
    };
}

/// <summary>The stock of a variant, over all locations.</summary>
internal sealed record VariantStock
{
    /// <summary>How many can be bought now, at most 2 seconds old; null while nobody knows.</summary>
    public required long? Available { get; init; }
}
