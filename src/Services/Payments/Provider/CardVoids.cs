using Kontor.Payments.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Provider;

/// <summary>Has the provider let go of money that it holds, or may come to hold, for a payment that is over.</summary>
internal sealed class CardVoids(Database db, CardProvider provider, FaultPoints faults, TimeProvider clock)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    /// <summary>False when the provider didn't confirm it; then it stays marked and is asked again.</summary>
    public async Task<bool> Void(PaymentRow payment, CancellationToken aborted)
    {
        var answer = await provider.Void(payment, aborted);
        if (answer.State == CardState.Refused)
        {
            // A capture overtook us there. The money is ours by mistake, so it goes back; the payment's id is the key of this one refund.
            answer = await provider.Refund(payment.Id, payment.Id, payment.Amount, aborted);
        }

        faults.Reach(PaymentsFaults.Voided);
        var confirmed = answer.State is CardState.Voided or CardState.Declined or CardState.Captured;
        DateTimeOffset? retryAt = confirmed ? null : clock.GetUtcNow() + s_pause;
        await db.In(new ShopId(payment.ShopId)).Execute(
            $"UPDATE payment SET void_pending = {!confirmed}, void_retry_at = {retryAt} WHERE shop_id = {payment.ShopId} AND id = {payment.Id}", CancellationToken.None);
        return confirmed;
    }
}
