using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Model;
using Kontor.Payments.Provider;
using Kontor.Payments.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Features;

/// <summary>Ends the payment of an order that won't be delivered: what is held is let go, what was paid goes back.</summary>
internal sealed class CancelPayment(Database db, PaymentChanges changes, CardVoids voids, CardRefunds refunds, FaultPoints faults, TimeProvider clock)
{
    public async Task<Result<Payment>> Handle(CancelRequest request, CallContext call)
    {
        var valid = new Validation()
            .Require(Guid.TryParse(request.OrderId, out var order), "/orderId", "invalid", "Give the order's id.")
            .Line("/reason", request.Reason, 0, 500);
        if (valid.Failed(PaymentsErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        RefundRow? refund = null;
        var endedHere = false;
        var ended = await db.In(call.Shop).Transaction<PaymentRow>(
            async transaction =>
            {
                refund = null;
                endedHere = false;
                // An order without a payment gets a cancelled one, so that an Authorise that is still on its way finds it and stops.
                if (await Tombstone(transaction, order, call) is { } tombstone)
                {
                    return tombstone;
                }

                var payment = (await transaction.Find<PaymentRow>($"{PaymentQueries.ByOrder(call.Shop, order)} FOR UPDATE"))!;
                switch (payment.Status)
                {
                    case PaymentStatus.Created or PaymentStatus.Authorized:
                        endedHere = true;
                        return (await changes.Move(transaction, payment, $"true", $"status = 'cancelled', void_pending = {payment.HasProvider}", request.Reason))!;
                    case PaymentStatus.Captured or PaymentStatus.PartiallyRefunded when payment.Refundable == 0:
                        return (await changes.Move(transaction, payment, $"true", $"status = 'refunded'", request.Reason))!;
                    case PaymentStatus.Captured or PaymentStatus.PartiallyRefunded:
                        var booked = (await changes.Refund(transaction, payment, payment.Refundable, request.Reason))!.Value;
                        refund = booked.Payment.HasProvider ? booked.Refund : null;
                        return booked.Payment;
                    default:
                        return payment;
                }
            },
            call.Aborted);

        faults.Reach(PaymentsFaults.Ended);

        // The answer stands already. If the provider is down now, jobs go on asking it; a repeat doesn't, or it would wait for a silent one again.
        if (ended.Try(out var row, out _) && endedHere && row.VoidPending)
        {
            await voids.Void(row, call.Aborted);
        }
        else if (refund is not null)
        {
            await refunds.Send(refund, call.Aborted);
        }

        return ended.Map(payment => payment.ToContract());
    }

    private Task<PaymentRow?> Tombstone(Transaction transaction, Guid order, CallContext call) =>
        changes.Insert(transaction, new PaymentRow
        {
            ShopId = call.Shop.Value,
            Id = PaymentId.Of(call.Shop, order),
            OrderId = order,
            Method = "none",
            Status = PaymentStatus.Cancelled,
            // ISO 4217's code for no currency at all.
            Currency = "XXX",
            Amount = 0,
            CreatedAt = clock.GetUtcNow(),
            // Comes after the promise that the order may have been placed with.
            Version = 2,
        });
}
