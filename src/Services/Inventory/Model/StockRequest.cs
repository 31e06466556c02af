using System.Security.Cryptography;
using System.Text;
using Kontor.Contracts.Inventory.V1;

namespace Kontor.Inventory.Model;

/// <summary>What an order asks for.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Key">A print of the key that tells repeats; null without one.</param>
/// <param name="Body">A print of what was asked under the key.</param>
/// <param name="Demand">Pieces by SKU.</param>
/// <param name="ExpiresAt">Until when it is to be held.</param>
internal sealed record StockRequest(Guid OrderId, Guid? Key, Guid Body, SortedDictionary<string, long> Demand, DateTimeOffset ExpiresAt)
{
    public static StockRequest Of(ReserveRequest request, DateTimeOffset now)
    {
        // Summed before anything is checked: two lines of one SKU must fit together.
        var demand = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in request.Lines)
        {
            demand[line.Sku] = checked(demand.GetValueOrDefault(line.Sku) + line.Quantity);
        }

        return new(
            Guid.Parse(request.OrderId),
            request.RequestKey.Length == 0 ? null : PrintOf(request.RequestKey),
            PrintOf(request.RequestBody),
            demand,
            now + TimeSpan.FromSeconds(request.HoldSeconds));
    }

    private static Guid PrintOf(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16), bigEndian: true);
}
