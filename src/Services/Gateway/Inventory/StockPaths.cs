using System.Text.Json.Serialization;
using Kontor.Contracts.Inventory.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Proto = Kontor.Contracts.Inventory.V1;

namespace Kontor.Gateway.Inventory;

/// <summary>What staff see and change of the stock.</summary>
internal static class StockPaths
{
    public static void MapStock(this IEndpointRouteBuilder v1)
    {
        var stock = v1.MapGroup("/stock/{sku}").WithTags("Stock");
        stock.MapGet("", Get).Is(new("getStock", "The stock of a variant, by location.", InventoryMethods.GetStock.Access)).Returns<Stock>();
        stock.MapPost("/adjustments", Adjust).Is(new("adjustStock", "Add or take away stock.", InventoryMethods.AdjustStock.Access)
        {
            Description = "A location that isn't there is made by its first positive adjustment; taking stock from one that isn't there is refused.",
            Key = KeyRule.Required,
        })
            .Returns<Movement>(StatusCodes.Status201Created);
        stock.MapGet("/movements", ListMovements).Is(new("listMovements", "How the stock came to be, newest first.", InventoryMethods.ListMovements.Access)).ReturnsPage<Movement>();
    }

    private static Task<IResult> Get(EdgeCall edge, string sku) => edge.Call(InventoryMethods.GetStock, new GetStockRequest { Sku = sku }).Ok(Stock.From);

    private static Task<IResult> Adjust(EdgeCall edge, string sku, Adjustment body) =>
        edge.Call(InventoryMethods.AdjustStock, new AdjustStockRequest { Sku = sku, Location = body.Location, Delta = body.Delta, Reason = body.Reason })
            .Created(movement => $"/v1/stock/{Uri.EscapeDataString(movement.Sku)}/movements", Movement.From);

    private static async Task<IResult> ListMovements(EdgeCall edge, string sku, string? limit, string? after) =>
        Paging.Limit(limit).Try(out var size, out var error)
            ? await edge.Call(InventoryMethods.ListMovements, new ListMovementsRequest { Sku = sku, Limit = size, After = after ?? "", WithTotal = edge.WantsTotal })
                .Ok(page => Paging.Of([.. page.Movements.Select(Movement.From)], page.HasMore ? page.Movements[^1].Id : "", page.HasTotal ? page.Total : null))
            : Answers.Refuse(error);

    /// <summary>The stock of a variant.</summary>
    internal sealed record Stock
    {
        /// <summary>Which variant.</summary>
        public required string Sku { get; init; }

        /// <summary>What is where.</summary>
        public required IReadOnlyList<Level> Levels { get; init; }

        public static Stock From(Proto.Stock stock) => new()
        {
            Sku = stock.Sku,
            Levels = [.. stock.Levels.Select(level => new Level { Location = level.Location, OnHand = level.OnHand, Reserved = level.Reserved, Available = level.Available })],
        };
    }

    /// <summary>The stock of a variant at a location.</summary>
    internal sealed record Level
    {
        /// <summary>The location's code.</summary>
        public required string Location { get; init; }

        /// <summary>What is on the shelf.</summary>
        public required long OnHand { get; init; }

        /// <summary>What of it is promised.</summary>
        public required long Reserved { get; init; }

        /// <summary>What of it can be sold.</summary>
        public required long Available { get; init; }
    }

    /// <summary>Stock to be added or taken away.</summary>
    internal sealed record Adjustment
    {
        /// <summary>The location's code; one that isn't there is made by its first positive adjustment.</summary>
        public required string Location { get; init; }

        /// <summary>Positive adds, negative takes away.</summary>
        public required long Delta { get; init; }

        /// <summary>Why; shown in the ledger.</summary>
        public required string Reason { get; init; }
    }

    /// <summary>One entry of the stock ledger.</summary>
    internal sealed record Movement
    {
        /// <summary>Its id.</summary>
        public required string Id { get; init; }

        /// <summary>Which variant.</summary>
        public required string Sku { get; init; }

        /// <summary>The location's code.</summary>
        public required string Location { get; init; }

        /// <summary>adjusted, reserved, released, expired, shipped.</summary>
        public required string Kind { get; init; }

        /// <summary>By how much what is on the shelf changed.</summary>
        public required long OnHandDelta { get; init; }

        /// <summary>By how much what is promised changed.</summary>
        public required long ReservedDelta { get; init; }

        /// <summary>Why.</summary>
        public required string Reason { get; init; }

        /// <summary>The order that caused it, if one did.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? OrderId { get; init; }

        /// <summary>When.</summary>
        public required DateTime CreatedAt { get; init; }

        public static Movement From(Proto.Movement movement) => new()
        {
            Id = movement.Id,
            Sku = movement.Sku,
            Location = movement.Location,
            Kind = movement.Kind,
            OnHandDelta = movement.OnHandDelta,
            ReservedDelta = movement.ReservedDelta,
            Reason = movement.Reason,
            OrderId = Text.OrNull(movement.OrderId),
            CreatedAt = movement.CreatedAt.ToDateTime(),
        };
    }
}
