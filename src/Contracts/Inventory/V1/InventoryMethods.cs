using Google.Protobuf.WellKnownTypes;

namespace Kontor.Contracts.Inventory.V1;

#pragma warning disable CS1591 // Each method is described in inventory.proto.

/// <summary>The methods of inventory.proto, a line each. A test holds this table equal to the .proto.</summary>
public static class InventoryMethods
{
    public const string Service = "kontor.inventory.v1.Inventory";

    public static readonly RpcMethod<GetStockRequest, Stock> GetStock = new(Service, "GetStock", Access.Staff, Repeat.Safe);
    public static readonly RpcMethod<GetAvailabilityRequest, Availability> GetAvailability = new(Service, "GetAvailability", Access.Anyone, Repeat.Safe);
    public static readonly RpcMethod<AdjustStockRequest, Movement> AdjustStock = new(Service, "AdjustStock", Access.Staff);
    public static readonly RpcMethod<OpenStockRequest, OpenStockResponse> OpenStock = new(Service, "OpenStock", Access.Staff, Repeat.Safe);
    public static readonly RpcMethod<ListMovementsRequest, MovementPage> ListMovements = new(Service, "ListMovements", Access.Staff, Repeat.Safe);
    public static readonly RpcMethod<Empty, LocationList> ListLocations = new(Service, "ListLocations", Access.Staff, Repeat.Safe);
    public static readonly RpcMethod<CreateLocationRequest, Location> CreateLocation = new(Service, "CreateLocation", Access.Staff);
    public static readonly RpcMethod<UpdateLocationRequest, Location> UpdateLocation = new(Service, "UpdateLocation", Access.Staff);
    public static readonly RpcMethod<ReserveRequest, Hold> Reserve = new(Service, "Reserve", Access.Internal, Repeat.Safe);
    public static readonly RpcMethod<ExtendHoldRequest, Hold> ExtendHold = new(Service, "ExtendHold", Access.Internal, Repeat.Safe);
    public static readonly RpcMethod<CommitRequest, Empty> Commit = new(Service, "Commit", Access.Internal, Repeat.Safe);
    public static readonly RpcMethod<ReleaseRequest, ReleaseResponse> Release = new(Service, "Release", Access.Internal, Repeat.Safe);
    public static readonly RpcMethod<ListExpiredHoldsRequest, ListExpiredHoldsResponse> ListExpiredHolds = new(Service, "ListExpiredHolds", Access.Internal, Repeat.Safe);
    public static readonly RpcMethod<ListReservationsRequest, ListReservationsResponse> ListReservations = new(Service, "ListReservations", Access.Internal, Repeat.Safe);
}
