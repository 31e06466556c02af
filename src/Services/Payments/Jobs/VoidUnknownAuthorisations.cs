using Kontor.Payments.Provider;
using Kontor.Payments.Storage;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Jobs;

/// <summary>
/// Sees to it that no customer's money is held for an order that doesn't stand: asks what became of payments that never got an answer, and has
/// the provider let go of those that are over until it confirms.
/// </summary>
internal sealed class VoidUnknownAuthorisations(Database db, CardProvider provider, CardAuthorisations authorisations, CardVoids voids, TimeProvider clock)
{
    public const string Name = "void-unknown-authorisations";

    /// <summary>Longer than any Authorise may take, so its own answer isn't overtaken.</summary>
    private static readonly TimeSpan s_unanswered = TimeSpan.FromMinutes(1);

    /// <summary>A provider that has been at work for so long has lost it.</summary>
    private static readonly TimeSpan s_lost = TimeSpan.FromMinutes(4);

    private const int PageSize = 50;

    public async Task Run(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var unanswered = await db.AcrossShops().List<PaymentRow>(
            $"""
            SELECT {PaymentRow.Columns} FROM payment WHERE status = 'created' AND method = 'card' AND created_at < {now - s_unanswered}
            ORDER BY created_at LIMIT {PageSize}
            """,
            cancellation);
        foreach (var payment in unanswered)
        {
            var answer = await provider.Find(payment, cancellation);
            await authorisations.Settle(payment, answer.State == CardState.Pending && payment.CreatedAt < now - s_lost ? CardAnswer.Silent : answer);
            if (answer.State == CardState.Silent)
            {
                break;
            }
        }

        var over = await db.AcrossShops().List<PaymentRow>(
            $"""
            SELECT {PaymentRow.Columns} FROM payment WHERE void_pending AND (void_retry_at IS NULL OR void_retry_at <= {now})
            ORDER BY changed_at LIMIT {PageSize}
            """,
            cancellation);
        foreach (var payment in over)
        {
            if (!await voids.Void(payment, cancellation))
            {
                // A provider that is down is asked once a run, not once a payment; the one that failed goes to the back of the queue.
                return;
            }
        }
    }
}
