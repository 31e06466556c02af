using Kontor.Contracts.Inventory.V1;
using Kontor.Gateway.Edge;
using Proto = Kontor.Contracts.Catalog.V1;

namespace Kontor.Gateway.Catalogue;

/// <summary>
/// What can be bought of the variants on a page, asked in one call. A catalogue without stock figures beats none: when inventory
/// can't be reached, the figures are unknown and the page is served.
/// </summary>
internal sealed class AvailableStock
{
    private readonly IReadOnlyDictionary<string, long> _available;

    private AvailableStock(IReadOnlyDictionary<string, long> available) => _available = available;

    /// <summary>Asks for all variants of the products.</summary>
    public static async Task<AvailableStock> For(EdgeCall edge, IEnumerable<Proto.Product> products)
    {
        var request = new GetAvailabilityRequest { Skus = { products.SelectMany(product => product.Variants).Select(variant => variant.Sku) } };
        if (request.Skus.Count == 0 || !(await edge.Call(InventoryMethods.GetAvailability, request)).Try(out var answer, out _))
        {
            return new(new Dictionary<string, long>());
        }

        var available = new Dictionary<string, long>(answer.Available.Count, StringComparer.Ordinal);
        foreach (var line in answer.Available)
        {
            available[line.Sku] = line.Quantity;
        }

        return new(available);
    }

    /// <summary>How many there are; null when it isn't known.</summary>
    public long? Of(string sku) => _available.TryGetValue(sku, out var available) ? available : null;

    /// <summary>Gives a single product, as services answer with it, its stock.</summary>
    public static async Task<Result<StockedProduct>> JoinTo(EdgeCall edge, Task<Result<Proto.Product>> call)
    {
        var result = await call;
        if (!result.Try(out var product, out _))
        {
            return result.Map(_ => default(StockedProduct)!);
        }

        var stock = await For(edge, [product]);
        return result.Map(_ => new StockedProduct(Product.From(product, stock), product.Version));
    }
}

/// <summary>A product ready to be answered with.</summary>
/// <param name="Product">The product, stock included.</param>
/// <param name="Version">Its version, for the ETag.</param>
internal sealed record StockedProduct(Product Product, long Version);
