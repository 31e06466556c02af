using Kontor.Contracts.Payments.V1;
using Kontor.Orders.Storage;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Features;

/// <summary>Confirms an order that waited for its money, and tells in its history that the money is there.</summary>
internal sealed class OnPaymentCaptured(Database database, SettleOrder settle, TimeProvider clock)
{
    public async Task Handle(Event<PaymentCaptured> happened)
    {
        var (payment, call) = (happened.Body, happened.Call);
        if ((await settle.Handle(payment.OrderId, call)).Failed(out var error))
        {
            throw new EventNotHandledException(error);
        }

        await happened.Once<int>(database.In(call.Shop), async transaction => (await transaction.ExecuteAll(
            PaymentSnapshot.Update(call.Shop, new PaymentNews(payment.OrderId, payment.PaymentId, "captured", payment.Version)),
            History.Entries(call.Shop, clock, new HistoryNote(payment.OrderId, "paid", call.Actor.Kind))))[0]);
    }
}
