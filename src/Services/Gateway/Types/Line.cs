using Kontor.Contracts.Types.V1;

namespace Kontor.Gateway;

/// <summary>Some of one thing.</summary>
internal sealed record Line
{
    /// <summary>Which variant.</summary>
    public required string Sku { get; init; }

    /// <summary>How many, 1 to 100,000.</summary>
    public required long Quantity { get; init; }

    public SkuQuantity ToProto() => new() { Sku = Sku, Quantity = Quantity };
}
