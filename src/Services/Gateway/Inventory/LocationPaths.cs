using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Inventory.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Proto = Kontor.Contracts.Inventory.V1;

namespace Kontor.Gateway.Inventory;

/// <summary>Where the shop keeps its stock.</summary>
internal static class LocationPaths
{
    private static readonly Error s_unknown = new(ErrorKind.NotFound, "inventory.unknown_location", "There is no such location. Look it up in GET /v1/locations.");

    public static void MapLocations(this IEndpointRouteBuilder v1)
    {
        var locations = v1.MapGroup("/locations").WithTags("Stock");
        locations.MapGet("", List).Is(new("listLocations", "Where stock is kept.", InventoryMethods.ListLocations.Access)).ReturnsPage<Location>();
        locations.MapPost("", Create).Is(new("createLocation", "Add a stock location.", InventoryMethods.CreateLocation.Access)).Returns<Location>(StatusCodes.Status201Created);
        locations.MapGet("/{code}", Get).Is(new("getLocation", "One stock location.", InventoryMethods.ListLocations.Access)).Returns<Location>();
        locations.MapPatch("/{code}", Change)
            .Is(new("changeLocation", "Rename a stock location or change its priority.", InventoryMethods.UpdateLocation.Access) { TakesIfMatch = true }).Returns<Location>();
    }

    private static Task<IResult> List(EdgeCall edge) =>
        edge.Call(InventoryMethods.ListLocations, new Empty()).Ok(list => Paging.All<Location>(edge, [.. list.Locations.Select(Location.From)]));

    private static Task<IResult> Get(EdgeCall edge, string code) => edge.Call(InventoryMethods.ListLocations, new Empty())
        .One(list => list.Locations.FirstOrDefault(location => location.Code == code), s_unknown, Location.From, location => location.Version);

    private static Task<IResult> Create(EdgeCall edge, NewLocation body) =>
        edge.Call(InventoryMethods.CreateLocation, new CreateLocationRequest { Code = body.Code, Name = body.Name, Priority = body.Priority ?? 0 })
            .Created(location => $"/v1/locations/{location.Code}", Location.From, location => location.Version);

    private static Task<IResult> Change(EdgeCall edge, string code, LocationChanges body) =>
        edge.Call(InventoryMethods.UpdateLocation, body.ToProto(code, edge.ExpectedVersion)).Ok(Location.From, location => location.Version);

    /// <summary>A place with stock.</summary>
    internal sealed record Location
    {
        /// <summary>What levels and adjustments call it.</summary>
        public required string Code { get; init; }

        /// <summary>Its name for people.</summary>
        public required string Name { get; init; }

        /// <summary>Lower is taken from first.</summary>
        public required int Priority { get; init; }

        public static Location From(Proto.Location location) => new() { Code = location.Code, Name = location.Name, Priority = location.Priority };
    }

    /// <summary>A location to be added.</summary>
    internal sealed record NewLocation
    {
        /// <summary>What levels and adjustments will call it; unique in the shop.</summary>
        public required string Code { get; init; }

        /// <summary>Its name for people.</summary>
        public required string Name { get; init; }

        /// <summary>Lower is taken from first.</summary>
        public int? Priority { get; init; }
    }

    /// <summary>What to change in a location; the rest stays.</summary>
    internal sealed record LocationChanges
    {
        /// <summary>Its name for people.</summary>
        public string? Name { get; init; }

        /// <summary>Lower is taken from first.</summary>
        public int? Priority { get; init; }

        public UpdateLocationRequest ToProto(string code, long expectedVersion)
        {
            var request = new UpdateLocationRequest { Code = code, ExpectedVersion = expectedVersion };
            if (Name is not null)
            {
                request.Name = Name;
            }

            if (Priority is { } priority)
            {
                request.Priority = priority;
            }

            return request;
        }
    }
}
