using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Provider;
using Kontor.Payments.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Features;

/// <summary>Gives money back, a part or all of what was paid: to the card by its provider, otherwise booked for staff to pay out.</summary>
internal sealed class RefundPayment(Database db, PaymentChanges changes, CardRefunds refunds)
{
    public async Task<Result<Payment>> Handle(RefundRequest request, CallContext call)
    {
        var valid = new Validation()
            .Require(request.Amount is { Amount: > 0 }, "/amount/amount", "out_of_range", "Give an amount above 0, in minor units.")
            .Require(Currencies.IsKnown(request.Amount?.Currency ?? ""), "/amount/currency", "invalid", "Give an ISO 4217 currency code, such as EUR.")
            .Line("/reason", request.Reason, 0, 500);
        if (valid.Failed(PaymentsErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        if (!Guid.TryParse(request.Id, out var id))
        {
            return PaymentsErrors.UnknownPayment;
        }

        if (await db.In(call.Shop).AwaitPayment(call.Shop, id, call.Aborted) is null)
        {
            return PaymentsErrors.UnknownPayment;
        }

        // Reserved first: of refunds that run at once, no more are sent to the provider than there is money.
        RefundRow? toSend = null;
        var result = await db.In(call.Shop).Once<Payment>(call, async transaction =>
        {
            toSend = null;
            var payment = (await transaction.Find<PaymentRow>(PaymentQueries.ById(call.Shop, id)))!;
            if (payment.Currency != request.Amount!.Currency)
            {
                return PaymentsErrors.CurrencyDiffers;
            }

            if (await changes.Refund(transaction, payment, request.Amount.Amount, request.Reason) is not var (refunded, refund))
            {
                var current = (await transaction.Find<PaymentRow>(PaymentQueries.ById(call.Shop, id)))!;
                return PaymentsErrors.NotRefundable(current.Status, current.Refundable);
            }

            toSend = refunded.HasProvider ? refund : null;
            return refunded.ToContract();
        });
        if (result.Succeeded && toSend is not null)
        {
            await refunds.Send(toSend, call.Aborted);
        }

        return result;
    }
}
