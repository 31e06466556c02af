using Kontor.Inventory.Features;
using Kontor.Inventory.Jobs;
using Kontor.Inventory.Storage;
using Kontor.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Inventory;

/// <summary>What is on the shelf, what is promised, and how it came to be.</summary>
public sealed class InventoryService : IService
{
    /// <inheritdoc/>
    public string Name => "inventory";

    /// <inheritdoc/>
    public void Define(ServiceBuilder service)
    {
        service.Services.AddSingleton<PlentifulStock>();
        service
            .OnPort(9105)
            .Calls("catalog")
            .AddRpc()
            .MayDieAt(InventoryFaults.All)
            .Every(ForgetRequests.Pause, "forget-requests", (ForgetRequests job) => job.Run)
            .Check("Every stock level equals the sum of its movements", (InventoryInvariants feature) => feature.LevelsEqualMovements)
            .Check("What is reserved equals the sum of the reservations", (InventoryInvariants feature) => feature.ReservedEqualsReservations)
            .Check("What each order has reserved is the sum of its movements", (InventoryInvariants feature) => feature.MovementsTellOfReservations)
            .Check("No stock is negative or oversold", (InventoryInvariants feature) => feature.NothingIsNegative)
            .Check("Every hold has its reservation", (InventoryInvariants feature) => feature.HoldsHaveReservations)
            .Check("No hold outlives its time", (InventoryInvariants feature) => feature.HoldsEnd);
    }
}
