using Kontor.Contracts.Payments.V1;
using Kontor.Orders.Storage;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Features;

/// <summary>Shows on an order what became of its payment.</summary>
internal sealed class OnPaymentChanged(Database database)
{
    public Task Handle(Event<PaymentChanged> happened) => happened.Once<bool>(database.In(happened.Call.Shop), async transaction =>
    {
        await PaymentSnapshot.Update(transaction, happened.Call.Shop, happened.Body.OrderId, happened.Body.Status);
        return true;
    });
}
