using System.Security.Cryptography;
using Google.Protobuf;
using Kontor.Contracts.Catalog.V1;

namespace Kontor.Catalog.Model;

/// <summary>A record of an import, and what tells it from the same record at another time.</summary>
internal sealed class ImportRecord(ImportedProduct product)
{
    public string Sku => product.Sku;

    public string Name => product.Name;

    public string Description => product.Description;

    public string Brand => product.Brand;

    public IReadOnlyList<string> CategoryPath => product.CategoryPath;

    public IReadOnlyList<string> Images => product.Images;

    public long Price => product.Price.Amount;

    public string Currency => product.Price.Currency;

    public long Popularity => product.Popularity;

    /// <summary>The record's content. The message has no maps, whose order on the wire isn't fixed.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(product.ToByteArray()))[..32];
}

/// <summary>A record with the product that it becomes.</summary>
internal sealed record ImportedProductRow(Guid Id, ImportRecord Record);

/// <summary>A variant that is there already.</summary>
internal sealed record KnownVariant
{
    public required string Sku { get; init; }

    public required Guid ProductId { get; init; }

    public string? SourceHash { get; init; }

    public required bool IsOnlyVariant { get; init; }
}
