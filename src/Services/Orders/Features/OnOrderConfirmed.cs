using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Orders.V1;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Microsoft.Extensions.Logging;

namespace Kontor.Orders.Features;

/// <summary>Makes sure that a confirmed order keeps its stock, should the program have died right after confirming it.</summary>
internal sealed class OnOrderConfirmed(RpcClient peers, ILogger<OnOrderConfirmed> logger)
{
    public async Task Handle(Event<OrderConfirmed> happened)
    {
        var committed = await peers.Call(InventoryMethods.Commit, new CommitRequest { OrderId = happened.Body.OrderId.ToString() }, happened.Call);
        if (committed.Failed(out var error))
        {
            if (error.Kind != ErrorKind.Conflict)
            {
                throw new InvalidOperationException(error.Message);
            }

            // Cancelled in the meantime, as a rule: then its stock is free already, and rightly so.
            logger.LogInformation("Order {OrderId} holds no stock any more: {Reason}", happened.Body.OrderId, error.Code);
        }
    }
}
