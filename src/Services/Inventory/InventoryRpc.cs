using Kontor.Contracts.Inventory.V1;
using Kontor.Inventory.Features;
using Kontor.Platform.Hosting;

namespace Kontor.Inventory;

/// <summary>Which feature answers which method of inventory.proto.</summary>
internal static class InventoryRpc
{
    public static ServiceBuilder AddRpc(this ServiceBuilder service) => service
        .Rpc(InventoryMethods.GetStock, (GetStock feature) => feature.Handle)
        .Rpc(InventoryMethods.GetAvailability, (GetAvailability feature) => feature.Handle)
        .Rpc(InventoryMethods.AdjustStock, (AdjustStock feature) => feature.Handle)
        .Rpc(InventoryMethods.OpenStock, (OpenStock feature) => feature.Handle)
        .Rpc(InventoryMethods.ListMovements, (ListMovements feature) => feature.Handle)
        .Rpc(InventoryMethods.ListLocations, (Locations feature) => feature.List)
        .Rpc(InventoryMethods.CreateLocation, (Locations feature) => feature.Create)
        .Rpc(InventoryMethods.UpdateLocation, (Locations feature) => feature.Update)
        .Rpc(InventoryMethods.Reserve, (Reserve feature) => feature.Handle)
        .Rpc(InventoryMethods.ExtendHold, (ExtendHold feature) => feature.Handle)
        .Rpc(InventoryMethods.Commit, (Commit feature) => feature.Handle)
        .Rpc(InventoryMethods.Release, (Release feature) => feature.Handle)
        .Rpc(InventoryMethods.ListExpiredHolds, (ListExpiredHolds feature) => feature.Handle)
        .Rpc(InventoryMethods.ListReservations, (ListReservations feature) => feature.Handle);
}
