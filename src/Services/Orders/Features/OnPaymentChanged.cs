using Kontor.Contracts.Payments.V1;
using Kontor.Orders.Storage;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Features;

/// <summary>Shows on an order what became of its payment.</summary>
internal sealed class OnPaymentChanged(Database database)
{
    public Task Handle(Event<PaymentChanged> happened)
    {
        var (payment, call) = (happened.Body, happened.Call);
        return database.In(call.Shop).Execute(PaymentSnapshot.Update(call.Shop, payment.OrderId, payment.PaymentId, payment.Status, payment.Version), call.Aborted);
    }
}
