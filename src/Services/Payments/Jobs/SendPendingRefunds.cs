using Kontor.Payments.Provider;
using Kontor.Payments.Storage;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Jobs;

/// <summary>Sends refunds to the card's provider that it didn't take at once.</summary>
internal sealed class SendPendingRefunds(Database db, CardRefunds refunds, TimeProvider clock)
{
    public const string Name = "send-pending-refunds";

    /// <summary>Younger ones are being sent by whoever booked them.</summary>
    private static readonly TimeSpan s_untouched = TimeSpan.FromSeconds(30);

    public async Task Run(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var pending = await db.AcrossShops().List<RefundRow>(
            $"""
            SELECT shop_id, id, payment_id, amount FROM refund
            WHERE state = 'pending' AND (retry_at <= {now} OR (retry_at IS NULL AND created_at < {now - s_untouched}))
            ORDER BY created_at LIMIT 50
            """,
            cancellation);
        foreach (var refund in pending)
        {
            if (!await refunds.Send(refund, cancellation))
            {
                return;
            }
        }
    }
}
