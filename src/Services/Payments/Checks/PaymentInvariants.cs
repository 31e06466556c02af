using Kontor.Platform.Storage;

namespace Kontor.Payments.Checks;

/// <summary>What must always be true of payments.</summary>
internal sealed class PaymentInvariants(Database db, TimeProvider clock)
{
    private const int Most = 30;

    private static readonly TimeSpan s_unanswered = TimeSpan.FromMinutes(5);

    public Task<IReadOnlyList<string>> MoneyAddsUp(CancellationToken cancellation) =>
        Find(
            $"""
            SELECT format('payment %s of shop %s: amount %s, captured %s, refunded %s', id, shop_id, amount, captured, refunded) FROM payment
            WHERE NOT (0 <= refunded AND refunded <= captured AND captured <= amount) LIMIT {Most}
            """,
            cancellation);

    public Task<IReadOnlyList<string>> NoneUnanswered(CancellationToken cancellation) =>
        Find(
            $"""
            SELECT format('payment %s of shop %s waits for the card provider since %s', id, shop_id, created_at) FROM payment
            WHERE status = 'created' AND method = 'card' AND created_at < {clock.GetUtcNow() - s_unanswered} LIMIT {Most}
            """,
            cancellation);

    public Task<IReadOnlyList<string>> RefundsAddUp(CancellationToken cancellation) =>
        Find(
            $"""
            SELECT format('payment %s of shop %s: refunded is %s, its refunds add up to %s', payment.id, payment.shop_id, refunded, coalesce(sum(refund.amount), 0))
            FROM payment LEFT JOIN refund ON refund.shop_id = payment.shop_id AND refund.payment_id = payment.id AND refund.state <> 'refused'
            GROUP BY payment.shop_id, payment.id HAVING refunded <> coalesce(sum(refund.amount), 0) LIMIT {Most}
            """,
            cancellation);

    private async Task<IReadOnlyList<string>> Find(Sql violations, CancellationToken cancellation) => await db.AcrossShops().List<string>(violations, cancellation);
}
