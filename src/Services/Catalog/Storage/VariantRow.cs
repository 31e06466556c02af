using System.Text.Json;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Storage;

/// <summary>A variant as it is read.</summary>
internal sealed record VariantRow
{
    public required Guid Id { get; init; }

    public required Guid ProductId { get; init; }

    public required string Sku { get; init; }

    public required string Options { get; init; }

    public required long Price { get; init; }

    /// <summary>The variants of these products, in the order that staff gave them.</summary>
    public static Sql Of(ShopId shop, Guid[] products) =>
        $"""
        SELECT id, product_id, sku, options::text AS options, price FROM variant
        WHERE shop_id = {shop} AND product_id = ANY({products}) ORDER BY product_id, position, id
        """;

    public Variant ToVariant(string currency)
    {
        var variant = new Variant { Id = Id.ToString(), Sku = Sku, Price = new MoneyAmount { Amount = Price, Currency = currency } };
        variant.Options.Add(JsonSerializer.Deserialize<Dictionary<string, string>>(Options)!);
        return variant;
    }
}
