using Kontor.Contracts.Payments.V1;
using Kontor.Orders.Storage;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Features;

/// <summary>Shows on orders what became of their payments.</summary>
internal sealed class OnPaymentChanged(Database database)
{
    // In a transaction, which is tried again when it meets others in another order.
    public Task Handle(EventGroup<PaymentChanged> happened) => database.In(happened.Call.Shop).Transaction<int>(
        async transaction => await transaction.Execute(PaymentSnapshot.Update(
            happened.Call.Shop, [.. happened.Events.Select(one => one.Body).Select(payment => new PaymentNews(payment.OrderId, payment.PaymentId, payment.Status, payment.Version))])),
        happened.Call.Aborted);
}
