using Kontor.Contracts.Inventory.V1;
using Kontor.Orders.Features;
using Kontor.Platform.Rpc;
using Microsoft.Extensions.Logging;

namespace Kontor.Orders.Jobs;

/// <summary>
/// Finishes or cancels whatever a crash left between two steps. Every order that isn't settled has a hold on its stock, so the holds whose time is
/// over are the whole list of what needs a look; a hold that no order came of is given back.
/// </summary>
internal sealed class SettleExpiredHolds(RpcClient peers, SettleOrder settle, TimeProvider clock, ILogger<SettleExpiredHolds> logger)
{
    /// <summary>Short, because whoever repeats a request that a crash cut off waits for this; a look into the index of holds costs next to nothing.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private const int PageSize = 200;

    /// <summary>At once, so that a crash under load is settled as fast as one order, also when a card provider lets each of them wait.</summary>
    private const int AtOnce = 8;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public async Task Run(CancellationToken cancellation)
    {
        var after = new ListExpiredHoldsRequest { Limit = PageSize };
        while (true)
        {
            using var asking = CallContext.BySystem(default, clock, s_patience, cancellation);
            if (!(await peers.Call(InventoryMethods.ListExpiredHolds, after, asking.Call)).Try(out var page, out var error))
            {
                logger.LogWarning("Expired holds can't be listed now: {Reason}", error.Code);
                return;
            }

            var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
            await Parallel.ForEachAsync(page.Holds, options, (hold, stopping) => Settle(hold, stopping));

            if (page.Holds.Count < PageSize)
            {
                return;
            }

            after.AfterExpiresAt = page.Holds[^1].ExpiresAt;
            after.AfterOrderId = page.Holds[^1].OrderId;
        }
    }

    private async ValueTask Settle(ExpiredHold hold, CancellationToken cancellation)
    {
        using var settling = CallContext.BySystem(new ShopId(Guid.Parse(hold.ShopId)), clock, s_patience, cancellation);
        try
        {
            if ((await settle.Handle(Guid.Parse(hold.OrderId), settling.Call)).Failed(out var failure))
            {
                logger.LogWarning("Order {OrderId} can't be settled now and is looked at again: {Reason}", hold.OrderId, failure.Code);
            }
        }
#pragma warning disable CA1031 // One order that can't be settled must not keep the others from it.
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "Order {OrderId} can't be settled and is looked at again.", hold.OrderId);
        }
    }
}
