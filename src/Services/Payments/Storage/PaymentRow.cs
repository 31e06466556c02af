using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Payments.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Payments.Model;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Storage;

/// <summary>A payment as it is stored.</summary>
internal sealed record PaymentRow
{
    /// <summary>The columns of this record.</summary>
    public static Sql Columns =>
        Sql.Verbatim("shop_id, id, order_id, method, status, currency, amount, captured, refunded, failure, card_last4, provider_reference, reference, void_pending, created_at, version");

    public required Guid ShopId { get; init; }

    public required Guid Id { get; init; }

    public required Guid OrderId { get; init; }

    public required string Method { get; init; }

    public required string Status { get; init; }

    public required string Currency { get; init; }

    public required long Amount { get; init; }

    public long Captured { get; init; }

    public long Refunded { get; init; }

    public string Failure { get; init; } = "";

    public string CardLast4 { get; init; } = "";

    public string ProviderReference { get; init; } = "";

    public string Reference { get; init; } = "";

    public bool VoidPending { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Only where it is asked for.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    public long Version { get; init; } = 1;

    /// <summary>A provider outside takes part in it. Nothing to pay needs none.</summary>
    public bool HasProvider => Method == KnownMethod.Card && Amount > 0;

    public long Refundable => Captured - Refunded;

    public Payment ToContract() => new()
    {
        Id = Id.ToString(),
        OrderId = OrderId.ToString(),
        Method = Method,
        Status = Status,
        Amount = Money(Amount),
        Captured = Money(Captured),
        Refunded = Money(Refunded),
        Failure = Failure,
        CardLast4 = CardLast4,
        Reference = Reference,
        CreatedAt = Timestamp.FromDateTimeOffset(CreatedAt),
        Version = Version,
    };

    private MoneyAmount Money(long amount) => new() { Amount = amount, Currency = Currency };
}
