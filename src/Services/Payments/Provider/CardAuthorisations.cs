using Kontor.Payments.Storage;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Provider;

/// <summary>Books what the provider said about a payment that still waits for its answer.</summary>
internal sealed class CardAuthorisations(Database db, PaymentChanges changes)
{
    /// <summary>Why a payment failed whose provider didn't answer.</summary>
    public const string NoAnswer = "provider_unavailable";

    /// <summary>
    /// The payment as it stands afterwards. Without a clear answer it fails, and whatever the provider holds or is yet to hold is let
    /// go by a job. Somebody else may have moved the payment meanwhile; then that stands.
    /// </summary>
    public async Task<PaymentRow> Settle(PaymentRow payment, CardAnswer answer)
    {
        // Whoever asked may have gone; what the provider did must be booked all the same.
        var settled = await db.In(new ShopId(payment.ShopId)).Transaction<PaymentRow>(
            async transaction =>
            {
                var moved = answer.State switch
                {
                    CardState.Pending => null,
                    CardState.Approved => await changes.Move(
                        transaction, payment, $"status = 'created'", $"status = 'authorized', provider_reference = {answer.Reference}", ""),
                    CardState.Declined => await changes.Move(
                        transaction, payment, $"status = 'created'", $"status = 'failed', failure = {Reason(answer)}, provider_reference = {answer.Reference}", Reason(answer)),
                    _ => await changes.Move(transaction, payment, $"status = 'created'", $"status = 'failed', failure = {NoAnswer}, void_pending = true", NoAnswer),
                };
                return moved ?? (await transaction.Find<PaymentRow>(PaymentQueries.ById(new ShopId(payment.ShopId), payment.Id)))!;
            },
            CancellationToken.None);
        return settled.Value;
    }

    private static string Reason(CardAnswer answer) => answer.Reason.Length == 0 ? "card_declined" : answer.Reason;
}
