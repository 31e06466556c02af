using Kontor.Contracts.Reports.V1;
using Kontor.Contracts.Shops.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Reports.Model;

namespace Kontor.Reports.Features;

/// <summary>Tells staff what was sold in a range of days, by day, by product or by country. Read from daily sums, however many orders there were.</summary>
internal sealed class GetSales(Database database, RpcClient peers, TimeProvider clock)
{
    private const int MaxLimit = 1_000;

    public async Task<Result<SalesPage>> Handle(GetSalesRequest request, CallContext call)
    {
        var after = request.After.Length == 0 ? null : SalesCursor.Parse(request.After);
        if (request.After.Length > 0 && after is null)
        {
            return ReportsErrors.BadCursor;
        }

        var asked = await peers.Call(ShopsMethods.GetShop, new GetShopRequest { Id = call.Shop.ToString() }, call);
        if (!asked.Try(out var shop, out var unknown))
        {
            return unknown;
        }

        var today = ShopCalendar.Of(shop).DayOf(clock.GetUtcNow());
        var asks = SalesRange.Of(Given(request.By, after?.By), Given(request.From, after?.From), Given(request.To, after?.To), today);
        if (!asks.Try(out var range, out var invalid))
        {
            return invalid;
        }

        if (after is not null && !after.IsIn(range))
        {
            return ReportsErrors.BadCursor;
        }

        var limit = Math.Clamp(request.Limit, 1, MaxLimit);
        // One row more than asked for tells whether there is a next page.
        var rows = await database.In(call.Shop).List<Row>(Figures(call.Shop, range, after, limit + 1), call.Aborted);
        var page = new SalesPage
        {
            Items = { rows.Take(limit).Select(row => row.ToFigures(shop.Currency)) },
            Next = rows.Count > limit ? SalesCursor.Of(range, rows[limit - 1].Revenue, rows[limit - 1].Key).Encode() : "",
        };
        if (request.WithTotal)
        {
            page.Total = await database.In(call.Shop).Find<long>($"SELECT count(*) FROM ({Figures(call.Shop, range, null, int.MaxValue)}) AS rows", call.Aborted);
        }

        return page;
    }

    private static string Given(string text, string? instead) => text.Length > 0 ? text : instead ?? "";

    private static Sql Figures(ShopId shop, SalesRange range, SalesCursor? after, int limit) => range.By switch
    {
        SalesRange.ByDay => Days(shop, after is null ? range.From : SalesRange.Parse(after.Key)!.Value.AddDays(1), range.To, limit),
        SalesRange.ByProduct => Ranked(shop, range, after, limit, Sql.Verbatim("sales_by_product"), Sql.Verbatim("sku"), NameOf(shop)),
        _ => Ranked(shop, range, after, limit, Sql.Verbatim("sales_by_country"), Sql.Verbatim("country"), Sql.Verbatim("''")),
    };

    private static Sql Days(ShopId shop, DateOnly from, DateOnly to, int limit) =>
        $"""
        SELECT to_char(day, 'YYYY-MM-DD') AS key, '' AS name, orders, units - returned_units AS units, revenue - returned_revenue AS revenue FROM sales_by_day
        WHERE shop_id = {shop} AND day BETWEEN {from} AND {to} AND (orders > 0 OR returned_units > 0)
        ORDER BY day LIMIT {limit}
        """;

    // Keys in the order of their bytes, which is the same on every machine. Only there: a key that is "C" by itself couldn't be looked up by the
    // primary key of the names.
    private static Sql Ranked(ShopId shop, SalesRange range, SalesCursor? after, int limit, Sql table, Sql key, Sql name) =>
        $"""
        SELECT key, {name} AS name, orders, units, revenue
        FROM (SELECT {key} AS key, sum(orders)::bigint AS orders, sum(units - returned_units)::bigint AS units, sum(revenue - returned_revenue)::bigint AS revenue,
                     sum(returned_units) AS returned_units
              FROM {table} WHERE shop_id = {shop} AND day BETWEEN {range.From} AND {range.To} GROUP BY {key}) AS sold
        WHERE (orders > 0 OR returned_units > 0) {(after is null ? Sql.Empty : Below(after))}
        ORDER BY revenue DESC, key COLLATE "C" LIMIT {limit}
        """;

    private static Sql Below(SalesCursor after) =>
        $"""AND (revenue < {after.Revenue} OR (revenue = {after.Revenue} AND key COLLATE "C" > {after.Key}))""";

    private static Sql NameOf(ShopId shop) => $"(SELECT known.name FROM sold_product AS known WHERE known.shop_id = {shop} AND known.sku = sold.key)";

    private sealed record Row
    {
        public required string Key { get; init; }

        public required string Name { get; init; }

        public required long Orders { get; init; }

        public required long Units { get; init; }

        public required long Revenue { get; init; }

        public SalesFigures ToFigures(string currency) =>
            new() { Key = Key, Name = Name, Orders = Orders, Units = Units, Revenue = new MoneyAmount { Amount = Revenue, Currency = currency } };
    }
}
