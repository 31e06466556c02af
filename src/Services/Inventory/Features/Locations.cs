using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Inventory.V1;
using Kontor.Inventory.Storage;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Inventory.Features;

/// <summary>Names the places where stock lies and says which of them orders are served from first.</summary>
internal sealed class Locations(Database database)
{
    public Task<Result<LocationList>> List(Empty request, CallContext call) => database.In(call.Shop).Transaction<LocationList>(
        async transaction =>
        {
            await transaction.Execute(DefaultLocation.Ensure(call.Shop));
            var rows = await transaction.List<Row>($"SELECT code, name, priority, version FROM location WHERE shop_id = {call.Shop} ORDER BY priority, code");
            return new LocationList { Locations = { rows.Select(row => row.ToLocation()) } };
        },
        call.Aborted);

    public async Task<Result<Location>> Create(CreateLocationRequest request, CallContext call)
    {
        var validation = new Validation().Slug("/code", request.Code, 40).Line("/name", request.Name, 1, 100).Range("/priority", request.Priority, 0, 1_000_000);
        return validation.Failed(InventoryErrors.Invalid, out var invalid)
            ? invalid
            : await database.In(call.Shop).Once<Location>(
                call,
                async transaction =>
                {
                    var made = await transaction.ExecuteAll(
                        DefaultLocation.Ensure(call.Shop),
                        $"INSERT INTO location (shop_id, code, name, priority) VALUES ({call.Shop}, {request.Code}, {request.Name}, {request.Priority}) ON CONFLICT DO NOTHING");
                    return made[1] == 0
                        ? InventoryErrors.LocationTaken
                        : new Location { Code = request.Code, Name = request.Name, Priority = request.Priority, Version = 1 };
                });
    }

    public async Task<Result<Location>> Update(UpdateLocationRequest request, CallContext call)
    {
        var validation = new Validation();
        if (request.HasName)
        {
            validation.Line("/name", request.Name, 1, 100);
        }

        if (request.HasPriority)
        {
            validation.Range("/priority", request.Priority, 0, 1_000_000);
        }

        return validation.Failed(InventoryErrors.Invalid, out var invalid)
            ? invalid
            : await database.In(call.Shop).Transaction<Location>(
                async transaction =>
                {
                    await transaction.Execute(DefaultLocation.Ensure(call.Shop));
                    var row = await transaction.Find<Row>(
                        $"SELECT code, name, priority, version FROM location WHERE shop_id = {call.Shop} AND code = {request.Code} FOR UPDATE");
                    if (row is null)
                    {
                        return InventoryErrors.UnknownLocation(request.Code);
                    }

                    if (request.ExpectedVersion != 0 && request.ExpectedVersion != row.Version)
                    {
                        return Preconditions.Stale;
                    }

                    var changed = row with
                    {
                        Name = request.HasName ? request.Name : row.Name,
                        Priority = request.HasPriority ? request.Priority : row.Priority,
                        Version = row.Version + 1,
                    };
                    await transaction.Execute(
                        $"UPDATE location SET name = {changed.Name}, priority = {changed.Priority}, version = {changed.Version} WHERE shop_id = {call.Shop} AND code = {request.Code}");
                    return changed.ToLocation();
                },
                call.Aborted);
    }

    private sealed record Row
    {
        public required string Code { get; init; }

        public required string Name { get; init; }

        public required int Priority { get; init; }

        public required long Version { get; init; }

        public Location ToLocation() => new() { Code = Code, Name = Name, Priority = Priority, Version = Version };
    }
}
