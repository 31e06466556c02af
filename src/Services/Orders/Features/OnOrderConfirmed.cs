using Kontor.Contracts.Orders.V1;
using Kontor.Platform.Messaging;

namespace Kontor.Orders.Features;

/// <summary>Makes sure that a confirmed order keeps its stock, should the program have died right after confirming it.</summary>
internal sealed class OnOrderConfirmed(SettleOrder settle)
{
    public async Task Handle(Event<OrderConfirmed> happened)
    {
        if ((await settle.Handle(happened.Body.OrderId, happened.Call)).Failed(out var error))
        {
            throw new InvalidOperationException(error.Message);
        }
    }
}
