using Kontor.Contracts.Catalog.V1;
using Proto = Kontor.Contracts.Catalog.V1;

namespace Kontor.Gateway.Catalogue;

/// <summary>A product to be added.</summary>
internal sealed record NewProduct
{
    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Its name in addresses; made from the name when absent.</summary>
    public string? Slug { get; init; }

    /// <summary>What there is to say about it.</summary>
    public string? Description { get; init; }

    /// <summary>Who makes it.</summary>
    public string? Brand { get; init; }

    /// <summary>Slugs of the categories it stands in.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>draft (staff only) or active.</summary>
    public required string Status { get; init; }

    /// <summary>What can be bought.</summary>
    public required IReadOnlyList<NewVariant> Variants { get; init; }

    /// <summary>Addresses of pictures.</summary>
    public IReadOnlyList<string>? Images { get; init; }

    public CreateProductRequest ToProto() => new()
    {
        Name = Name,
        Slug = Slug ?? "",
        Description = Description ?? "",
        Brand = Brand ?? "",
        Categories = { Categories ?? [] },
        Status = Status,
        Variants = { Variants.Select(variant => variant.ToProto()) },
        Images = { Images ?? [] },
    };
}

/// <summary>A variant to be added.</summary>
internal sealed record NewVariant
{
    /// <summary>What orders and stock will call it; unique in the shop.</summary>
    public required string Sku { get; init; }

    /// <summary>What sets it apart, such as size: M.</summary>
    public IReadOnlyDictionary<string, string>? Options { get; init; }

    /// <summary>What one costs, in the shop's currency.</summary>
    public required Money Price { get; init; }

    public Proto.NewVariant ToProto()
    {
        var variant = new Proto.NewVariant { Sku = Sku, Price = Price.ToProto() };
        foreach (var (name, value) in Options ?? new Dictionary<string, string>())
        {
            variant.Options[name] = value;
        }

        return variant;
    }
}

/// <summary>What to change in a product; the rest stays.</summary>
internal sealed record ProductChanges
{
    /// <summary>Its name for people.</summary>
    public string? Name { get; init; }

    /// <summary>Its name in addresses.</summary>
    public string? Slug { get; init; }

    /// <summary>What there is to say about it.</summary>
    public string? Description { get; init; }

    /// <summary>Who makes it.</summary>
    public string? Brand { get; init; }

    /// <summary>All categories it is to stand in.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>draft (staff only) or active.</summary>
    public string? Status { get; init; }

    /// <summary>All its pictures.</summary>
    public IReadOnlyList<string>? Images { get; init; }

    public UpdateProductRequest ToProto(string id, long expectedVersion)
    {
        var request = new UpdateProductRequest
        {
            Id = id,
            Categories = Categories is null ? null : new StringList { Values = { Categories } },
            Images = Images is null ? null : new StringList { Values = { Images } },
            ExpectedVersion = expectedVersion,
        };
        if (Name is not null)
        {
            request.Name = Name;
        }

        if (Slug is not null)
        {
            request.Slug = Slug;
        }

        if (Description is not null)
        {
            request.Description = Description;
        }

        if (Brand is not null)
        {
            request.Brand = Brand;
        }

        if (Status is not null)
        {
            request.Status = Status;
        }

        return request;
    }
}
