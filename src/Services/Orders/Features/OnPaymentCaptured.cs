using Kontor.Contracts.Payments.V1;
using Kontor.Orders.Storage;
using Kontor.Platform.Messaging;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Features;

/// <summary>Confirms an order that waited for its money.</summary>
internal sealed class OnPaymentCaptured(Database database, SettleOrder settle)
{
    public async Task Handle(Event<PaymentCaptured> happened)
    {
        var call = happened.Call;
        if ((await settle.Handle(happened.Body.OrderId, call)).Failed(out var error))
        {
            throw new InvalidOperationException(error.Message);
        }

        await happened.Once<bool>(database.In(call.Shop), async transaction =>
        {
            await PaymentSnapshot.Update(transaction, call.Shop, happened.Body.OrderId, "captured");
            return true;
        });
    }
}
