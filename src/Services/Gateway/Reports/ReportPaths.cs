using System.Text.Json.Serialization;
using Kontor.Contracts.Reports.V1;
using Kontor.Gateway.Edge;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Proto = Kontor.Contracts.Reports.V1;

namespace Kontor.Gateway.Reports;

/// <summary>What the shop's figures say, for staff.</summary>
internal static class ReportPaths
{
    /// <summary>A year by day fits on a page, so that nobody takes a part of it for the whole.</summary>
    private const int PageSize = 1_000;

    public static void MapReports(this IEndpointRouteBuilder v1)
    {
        var reports = v1.MapGroup("/reports").WithTags("Reports");
        reports.MapGet("/sales", GetSales).Is(new("getSales", "What was sold, by day, by product or by country.", ReportsMethods.GetSales.Access)
        {
            Description =
                """
                Orders that were confirmed and not cancelled, on the day on which they were placed in the shop's time zone; a moment behind the orders themselves.
                Revenue is the sum of the lines at the prices that the customers saw, without delivery fees: it adds up to the same by day, by product and by country.
                Imported orders count, too; what was given back of them lowers units and revenue of the day on which that was, which may thereby be negative.
                By day: oldest first, without the days on which nothing was sold. By product and by country: the highest revenue first, then by key.
                """,
            DefaultLimit = PageSize,
            MaxLimit = PageSize,
        }).ReturnsPage<SalesFigures>();
    }

    private static async Task<IResult> GetSales(EdgeCall edge, string? from, string? to, string? by, string? limit, string? after) =>
        Paging.Limit(limit, PageSize, PageSize).Try(out var size, out var error)
            ? await edge.Call(ReportsMethods.GetSales, new GetSalesRequest { From = from ?? "", To = to ?? "", By = by ?? "", Limit = size, After = after ?? "", WithTotal = edge.WantsTotal })
                .Ok(page => Paging.Of([.. page.Items.Select(SalesFigures.From)], page.Next, page.HasTotal ? page.Total : null))
            : Answers.Refuse(error);

    /// <summary>What was sold on a day, of a product or to a country.</summary>
    internal sealed record SalesFigures
    {
        /// <summary>The day (YYYY-MM-DD), the SKU or the country (ISO 3166-1 alpha-2).</summary>
        public required string Key { get; init; }

        /// <summary>The product's name on the day on which it was last sold; only by product.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Name { get; init; }

        /// <summary>How many orders; by product, how many contain it.</summary>
        public required long Orders { get; init; }

        /// <summary>How many pieces.</summary>
        public required long Units { get; init; }

        /// <summary>The sum of the lines, without delivery fees.</summary>
        public required Money Revenue { get; init; }

        public static SalesFigures From(Proto.SalesFigures figures) => new()
        {
            Key = figures.Key,
            Name = Text.OrNull(figures.Name),
            Orders = figures.Orders,
            Units = figures.Units,
            Revenue = Money.From(figures.Revenue),
        };
    }
}
