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
    public async Task<PaymentRow?> Insert(Transaction transaction, PaymentRow payment) => (await InsertAll(transaction, new ShopId(payment.ShopId), [payment])).FirstOrDefault();

    /// <summary>Writes new payments and gives those whose orders had none, as they are stored.</summary>
    public async Task<List<PaymentRow>> InsertAll(Transaction transaction, ShopId shop, IReadOnlyList<PaymentRow> payments)
    {
        T[] Of<T>(Func<PaymentRow, T> pick) => [.. payments.Select(pick)];
        var inserted = await transaction.List<PaymentRow>(
            $"""
            INSERT INTO payment (shop_id, id, order_id, method, status, currency, amount, card_last4, reference, created_at, changed_at, version)
            SELECT {shop}, id, order_id, method, status, currency, amount, card_last4, reference, created_at, created_at, version
            FROM unnest({Of(payment => payment.Id)}, {Of(payment => payment.OrderId)}, {Of(payment => payment.Method)}, {Of(payment => payment.Status)}, {Of(payment => payment.Currency)},
                        {Of(payment => payment.Amount)}, {Of(payment => payment.CardLast4)}, {Of(payment => payment.Reference)}, {Of(payment => payment.CreatedAt.UtcDateTime)}, {Of(payment => payment.Version)})
                AS begun (id, order_id, method, status, currency, amount, card_last4, reference, created_at, version)
            ORDER BY order_id
            -- On any constraint: two who begin the same payment at once may meet in whichever index comes first.
            ON CONFLICT DO NOTHING RETURNING {PaymentRow.Columns}
            """);

        // One that is authorized from the beginning hasn't changed: its order tells of it.
        outbox.AddAll(transaction, shop, PaymentChanged.Type, [.. inserted.Where(payment => payment.Status != PaymentStatus.Authorized).Select(payment => (payment.Id, Changed(payment, "")))]);
        return inserted;
    }

    /// <summary>Moves a payment on when the condition still holds; null when it doesn't.</summary>
    public async Task<PaymentRow?> Move(Transaction transaction, PaymentRow payment, Sql condition, Sql change, string reason)
    {
        var moved = await Update(transaction, payment, condition, change);
        if (moved is not null)
        {
            Tell(transaction, moved, reason);
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
            outbox.Add(
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

    private void Tell(Transaction transaction, PaymentRow payment, string reason) =>
        outbox.Add(transaction, new ShopId(payment.ShopId), PaymentChanged.Type, payment.Id, Changed(payment, reason));

    private static PaymentChanged Changed(PaymentRow payment, string reason) => new(payment.Id, payment.OrderId, payment.Status, reason, payment.Version);
}
