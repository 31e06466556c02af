using Kontor.Payments.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace Kontor.Payments.Provider;

/// <summary>Has the provider carry out refunds that are booked. The refund's id is the key, so a repeat pays nothing twice.</summary>
internal sealed class CardRefunds(Database db, PaymentChanges changes, CardProvider provider, FaultPoints faults, TimeProvider clock, ILogger<CardRefunds> logger)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    /// <summary>False when the provider gave no clear answer; then the refund stays pending and is sent again.</summary>
    public async Task<bool> Send(RefundRow refund, CancellationToken aborted)
    {
        var answer = await provider.Refund(refund.PaymentId, refund.Id, refund.Amount, aborted);
        faults.Reach(PaymentsFaults.Refunded);
        switch (answer.State)
        {
            case CardState.Captured:
                await Mark(refund, $"state = 'done', retry_at = NULL");
                return true;
            case CardState.Refused or CardState.Unknown:
                await TakeBack(refund, answer.Reason);
                return true;
            default:
                await Mark(refund, $"retry_at = {clock.GetUtcNow() + s_pause}");
                return false;
        }
    }

    private Task<int> Mark(RefundRow refund, Sql change) =>
        db.In(new ShopId(refund.ShopId)).Execute(
            $"UPDATE refund SET {change} WHERE shop_id = {refund.ShopId} AND id = {refund.Id} AND state = 'pending'", CancellationToken.None);

    /// <summary>The provider won't pay it, so it doesn't count as refunded; staff see the payment open again and hear why.</summary>
    private async Task TakeBack(RefundRow refund, string reason)
    {
        logger.LogWarning("The card provider refused refund {Refund} of payment {Payment}: {Reason}.", refund.Id, refund.PaymentId, reason);
        await db.In(new ShopId(refund.ShopId)).Transaction<bool>(
            async transaction =>
            {
                if (await transaction.Execute(
                    $"UPDATE refund SET state = 'refused' WHERE shop_id = {refund.ShopId} AND id = {refund.Id} AND state = 'pending'") == 0)
                {
                    return false;
                }

                var payment = await transaction.Find<PaymentRow>(PaymentQueries.ById(new ShopId(refund.ShopId), refund.PaymentId));
                await changes.Move(
                    transaction,
                    payment!,
                    $"refunded >= {refund.Amount}",
                    $"refunded = refunded - {refund.Amount}, status = CASE WHEN refunded = {refund.Amount} THEN 'captured' ELSE 'partially_refunded' END",
                    "refund_refused");
                return true;
            },
            CancellationToken.None);
    }
}
