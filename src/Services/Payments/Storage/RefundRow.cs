namespace Kontor.Payments.Storage;

/// <summary>A refund that the provider is to carry out. Its id is the provider's idempotency key.</summary>
internal sealed record RefundRow
{
    public required Guid ShopId { get; init; }

    public required Guid Id { get; init; }

    public required Guid PaymentId { get; init; }

    public required long Amount { get; init; }
}
