using Kontor.Platform.Hosting;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Checks;

/// <summary>What must always be true of payments.</summary>
internal sealed class PaymentInvariants(Database db, TimeProvider clock)
{
    private const int Most = 30;

    private static readonly TimeSpan s_unanswered = TimeSpan.FromMinutes(5);

    private static readonly Sql s_payments = Sql.Verbatim("SELECT count(*) FROM payment");

    public Task<Findings> MoneyAddsUp(CancellationToken cancellation) => db.Examine(
        "payments",
        s_payments,
        $"""
        SELECT format('payment %s of shop %s is %s: amount %s, captured %s, refunded %s', id, shop_id, status, amount, captured, refunded) FROM payment
        WHERE NOT (0 <= refunded AND refunded <= captured AND captured <= amount)
           OR NOT CASE status WHEN 'captured' THEN captured = amount AND refunded = 0
                              WHEN 'partially_refunded' THEN refunded > 0 AND refunded < captured
                              WHEN 'refunded' THEN refunded = captured
                              ELSE captured = 0 END
        LIMIT {Most}
        """,
        cancellation);

    public Task<Findings> NoneUnanswered(CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - s_unanswered;
        return db.Examine(
            "payments",
            s_payments,
            $"""
            SELECT format('payment %s of shop %s waits for the card provider since %s', id, shop_id, created_at) FROM payment
            WHERE status = 'created' AND method = 'card' AND created_at < {since} LIMIT {Most}
            """,
            cancellation,
            inFlight: $"SELECT count(*) FROM payment WHERE status = 'created' AND method = 'card' AND created_at >= {since}");
    }

    public Task<Findings> LetGo(CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - s_unanswered;
        return db.Examine(
            "payments",
            s_payments,
            $"SELECT format('payment %s of shop %s is over, and the card provider hasn''t let its money go since %s', id, shop_id, changed_at) FROM payment WHERE void_pending AND changed_at < {since} LIMIT {Most}",
            cancellation,
            inFlight: $"SELECT count(*) FROM payment WHERE void_pending AND changed_at >= {since}");
    }

    public Task<Findings> RefundsAddUp(CancellationToken cancellation) => db.Examine(
        "payments",
        s_payments,
        $"""
        SELECT format('payment %s of shop %s: refunded is %s, its refunds add up to %s', payment.id, payment.shop_id, refunded, coalesce(sum(refund.amount), 0))
        FROM payment LEFT JOIN refund ON refund.shop_id = payment.shop_id AND refund.payment_id = payment.id AND refund.state <> 'refused'
        GROUP BY payment.shop_id, payment.id HAVING refunded <> coalesce(sum(refund.amount), 0) LIMIT {Most}
        """,
        cancellation);

    public Task<Findings> RefundsAreSent(CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - s_unanswered;
        return db.Examine(
            "refunds",
            $"SELECT count(*) FROM refund",
            $"SELECT format('refund %s of shop %s waits for the card provider since %s', id, shop_id, created_at) FROM refund WHERE state = 'pending' AND created_at < {since} LIMIT {Most}",
            cancellation,
            inFlight: $"SELECT count(*) FROM refund WHERE state = 'pending' AND created_at >= {since}");
    }
}
