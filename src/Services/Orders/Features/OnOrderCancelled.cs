using Kontor.Contracts.Orders.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Messaging;

namespace Kontor.Orders.Features;

/// <summary>Makes sure that a cancelled order gives back its stock and its money, should the program have died right after cancelling it.</summary>
internal sealed class OnOrderCancelled(CancelPlacedOrder cancelPlaced, FaultPoints faults)
{
    public async Task Handle(Event<OrderCancelled> happened)
    {
        faults.Reach(OrdersFaults.OnCancelledBegun);
        if ((await cancelPlaced.Free(happened.Body.OrderId, "cancelled", happened.Call)).Failed(out var error))
        {
            throw new EventNotHandledException(error);
        }

        faults.Reach(OrdersFaults.OnCancelledDone);
    }
}
