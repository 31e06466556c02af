using Kontor.Contracts.Payments.V1;
using Kontor.Payments.Model;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;

namespace Kontor.Payments.Storage;

/// <summary>
/// The only ways in which a payment changes. Each is one conditional update with its event in the same transaction, so of two that
/// want to move a payment one does and the other sees that it didn't.
/// </summary>
internal sealed class PaymentChanges(Outbox outbox, TimeProvider clock)
{
    /// <summary>Writes a new payment and gives it as it is stored; null when the order has one already.</summary>
    public async Task<PaymentRow?> Insert(Transaction transaction, PaymentRow payment)
    {
        var inserted = await transaction.Find<PaymentRow>(
            $"""
            INSERT INTO payment (shop_id, id, order_id, method, status, currency, amount, card_last4, reference, created_at, changed_at)
            VALUES ({payment.ShopId}, {payment.Id}, {payment.OrderId}, {payment.Method}, {payment.Status}, {payment.Currency}, {payment.Amount},
                    {payment.CardLast4}, {payment.Reference}, {payment.CreatedAt}, {payment.CreatedAt})
            ON CONFLICT (shop_id, order_id) DO NOTHING RETURNING {PaymentRow.Columns}
            """);
        if (inserted is not null)
        {
            await Tell(transaction, inserted, "");
        }

        return inserted;
    }

    /// <summary>Moves a payment on when the condition still holds; null when it doesn't.</summary>
    public async Task<PaymentRow?> Move(Transaction transaction, PaymentRow payment, Sql condition, Sql change, string reason)
    {
        var moved = await Update(transaction, payment, condition, change);
        if (moved is not null)
        {
            await Tell(transaction, moved, reason);
        }

        return moved;
    }

    /// <summary>The money has arrived in full; null when the payment isn't one that waits for money.</summary>
    public async Task<PaymentRow?> Capture(Transaction transaction, PaymentRow payment)
    {
        var captured = await Update(
            transaction, payment, $"(status = 'authorized' OR (status = 'created' AND method = {KnownMethod.BankTransfer}))", $"status = 'captured', captured = amount");
        if (captured is not null)
        {
            await outbox.Add(
                transaction,
                new ShopId(captured.ShopId),
                PaymentCaptured.Type,
                captured.Id,
                new PaymentCaptured(captured.Id, captured.OrderId, captured.Method, captured.Amount, captured.Currency, captured.Version));
        }

        return captured;
    }

    /// <summary>
    /// Books money to go back, never more than is there; null when that much isn't there. A card's refund still has to be sent to the provider.
    /// </summary>
    public async Task<(PaymentRow Payment, RefundRow Refund)?> Refund(Transaction transaction, PaymentRow payment, long amount, string reason)
    {
        var moved = await Move(
            transaction,
            payment,
            $"status IN ('captured', 'partially_refunded') AND captured - refunded >= {amount}",
            $"refunded = refunded + {amount}, status = CASE WHEN refunded + {amount} = captured THEN 'refunded' ELSE 'partially_refunded' END",
            reason);
        if (moved is null)
        {
            return null;
        }

        var refund = new RefundRow { ShopId = moved.ShopId, Id = Uuid7.New(clock), PaymentId = moved.Id, Amount = amount };
        await transaction.Execute(
            $"""
            INSERT INTO refund (shop_id, id, payment_id, amount, reason, state, created_at)
            VALUES ({refund.ShopId}, {refund.Id}, {refund.PaymentId}, {amount}, {reason}, {(moved.HasProvider ? "pending" : "booked")}, {clock.GetUtcNow()})
            """);
        return (moved, refund);
    }

    private Task<PaymentRow?> Update(Transaction transaction, PaymentRow payment, Sql condition, Sql change) =>
        transaction.Find<PaymentRow>(
            $"""
            UPDATE payment SET {change}, changed_at = {clock.GetUtcNow()}, version = version + 1
            WHERE shop_id = {payment.ShopId} AND id = {payment.Id} AND {condition}
            RETURNING {PaymentRow.Columns}
            """);

    private Task Tell(Transaction transaction, PaymentRow payment, string reason) =>
        outbox.Add(transaction, new ShopId(payment.ShopId), PaymentChanged.Type, payment.Id, new PaymentChanged(payment.Id, payment.OrderId, payment.Status, reason, payment.Version));
}
