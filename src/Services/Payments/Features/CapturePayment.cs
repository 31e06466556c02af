using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Model;
using Kontor.Payments.Provider;
using Kontor.Payments.Storage;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Features;

/// <summary>Books that the money of an order has arrived in full; a card's money is taken now.</summary>
internal sealed class CapturePayment(Database db, PaymentChanges changes, CardProvider provider, TimeProvider clock)
{
    public async Task<Result<Payment>> Handle(CaptureRequest request, CallContext call)
    {
        if (!Guid.TryParse(request.Id, out var id))
        {
            return PaymentsErrors.UnknownPayment;
        }

        var scope = db.In(call.Shop);
        if (await scope.AwaitKept<Payment>(call, clock) is { } kept)
        {
            return kept;
        }

        var payment = await scope.AwaitPayment(call.Shop, id, call.Aborted);
        if (payment is { HasProvider: true, Status: PaymentStatus.Authorized } && await TakeFromCard(payment, call) is { } refusal)
        {
            return refusal;
        }

        // If we crash here, the provider has the money and we don't know: capturing again is safe, and its callback tells us, too.
        return await scope.Once<Payment>(call, async transaction =>
        {
            var current = await transaction.Find<PaymentRow>(PaymentQueries.ById(call.Shop, id));
            if (current is null)
            {
                return PaymentsErrors.UnknownPayment;
            }

            var captured = await changes.Capture(transaction, current);
            return captured is null ? PaymentsErrors.NotCapturable(current.Status) : captured.ToContract();
        });
    }

    private async Task<Error?> TakeFromCard(PaymentRow payment, CallContext call)
    {
        var answer = await provider.Capture(payment, call.Aborted);
        return answer.State switch
        {
            CardState.Captured => null,
            CardState.Silent or CardState.Pending => PaymentsErrors.ProviderUnavailable,
            _ => PaymentsErrors.CaptureRefused,
        };
    }
}
