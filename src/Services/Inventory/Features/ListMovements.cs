using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Inventory.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Movement = Kontor.Contracts.Inventory.V1.Movement;

namespace Kontor.Inventory.Features;

/// <summary>Tells how a SKU's stock came to be what it is, newest first.</summary>
internal sealed class ListMovements(Database database, RpcClient peers)
{
    public async Task<Result<MovementPage>> Handle(ListMovementsRequest request, CallContext call)
    {
        if (request.After.Length > 0 && !Guid.TryParse(request.After, out _))
        {
            return Error.Invalid(InventoryErrors.Invalid, "The cursor is none of ours.", new Fault("?after", "invalid", "Pass on 'next' of the page before as it came."));
        }

        var after = request.After.Length == 0 ? Guid.AllBitsSet : Guid.Parse(request.After);
        if (new Validation().PageSize(request.Limit, out var limit).Failed(InventoryErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        var shop = database.In(call.Shop);
        var rows = await shop.List<Row>(
            $"""
            SELECT id, sku, location, kind, on_hand_delta, reserved_delta, order_id, reason, created_at
            FROM stock_movement WHERE shop_id = {call.Shop} AND sku = {request.Sku} AND id < {after}
            ORDER BY id DESC LIMIT {limit + 1}
            """,
            call.Aborted);
        if (rows.Count == 0 && request.After.Length == 0 && (await CheckSku(request.Sku, call)).Failed(out var unknown))
        {
            return unknown;
        }

        var page = new MovementPage
        {
            Movements =
            {
                rows.Take(limit).Select(row => new Movement
                {
                    Id = row.Id.ToString(),
                    Sku = row.Sku,
                    Location = row.Location,
                    Kind = row.Kind,
                    OnHandDelta = row.OnHandDelta,
                    ReservedDelta = row.ReservedDelta,
                    OrderId = row.OrderId?.ToString() ?? "",
                    Reason = row.Reason,
                    CreatedAt = row.CreatedAt.ToTimestamp(),
                }),
            },
            HasMore = rows.Count > limit,
        };
        if (request.WithTotal)
        {
            page.Total = await shop.Estimate($"SELECT FROM stock_movement WHERE shop_id = {call.Shop} AND sku = {request.Sku}", call.Aborted);
        }

        return page;
    }

    // What never moved may be new, or a typing error.
    private async Task<Result<bool>> CheckSku(string sku, CallContext call)
    {
        var known = await peers.Call(CatalogMethods.LookUpVariants, new LookUpVariantsRequest { Skus = { sku } }, call);
        return known.Try(out var found, out var error) ? found.Variants.Count > 0 ? true : InventoryErrors.UnknownSku(sku) : error;
    }

    private sealed record Row
    {
        public required Guid Id { get; init; }

        public required string Sku { get; init; }

        public required string Location { get; init; }

        public required string Kind { get; init; }

        public required long OnHandDelta { get; init; }

        public required long ReservedDelta { get; init; }

        public Guid? OrderId { get; init; }

        public required string Reason { get; init; }

        public required DateTimeOffset CreatedAt { get; init; }
    }
}
