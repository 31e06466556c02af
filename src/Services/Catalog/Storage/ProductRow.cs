using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Storage;

/// <summary>A product as it is read, without its variants.</summary>
internal sealed record ProductRow
{
    public required Guid Id { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required string NameKey { get; init; }

    public required string Description { get; init; }

    public required string Brand { get; init; }

    public required string[] Categories { get; init; }

    public required string Status { get; init; }

    public required string[] Images { get; init; }

    public required string Currency { get; init; }

    public required long PriceFrom { get; init; }

    public required long Popularity { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required long Version { get; init; }

    /// <summary>How well it fits the search; 0 without one.</summary>
    public float Rank { get; init; }

    /// <summary>The columns, of a product called p.</summary>
    public static Sql Columns => Sql.Verbatim(
        """
        p.id, p.slug, p.name, p.name_key, p.description, p.brand, p.status, p.images, p.currency, p.price_from, p.popularity, p.created_at, p.updated_at, p.version,
        ARRAY(SELECT c.slug FROM product_category pc JOIN category c ON c.shop_id = pc.shop_id AND c.id = pc.category_id
              WHERE pc.shop_id = p.shop_id AND pc.product_id = p.id ORDER BY c.slug)::text[] AS categories
        """);

    public Product ToProduct(IEnumerable<VariantRow> variants) => new()
    {
        Id = Id.ToString(),
        Slug = Slug,
        Name = Name,
        Description = Description,
        Brand = Brand,
        Categories = { Categories },
        Status = Status,
        PriceFrom = new MoneyAmount { Amount = PriceFrom, Currency = Currency },
        Images = { Images },
        Variants = { variants.Select(variant => variant.ToVariant(Currency)) },
        CreatedAt = Timestamp.FromDateTimeOffset(CreatedAt),
        UpdatedAt = Timestamp.FromDateTimeOffset(UpdatedAt),
        Version = Version,
    };
}
