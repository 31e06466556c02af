namespace Kontor.Bench.Report;

/// <summary>A figure of the report.</summary>
/// <param name="Key">Its name in <c>--json</c>; names are never given to something else.</param>
/// <param name="Digits">After the point.</param>
/// <param name="Meaning">What it is, in a line.</param>
internal sealed record Figure(string Key, int Digits, string Meaning);

/// <summary>All figures, in the order of the report.</summary>
internal static class FigureList
{
    public static readonly IReadOnlyList<Figure> All =
    [
        new("orders_per_s", 0, "orders placed a second over HTTP, 16 clients, two lines over 1,000 SKUs"),
        new("orders_ratio", 3, "the same ÷ B, the hand-written transaction, at 16"),
        new("orders_ratio_64", 3, "orders with 64 clients ÷ B at 64"),
        new("orders_limit_ratio", 3, "orders with 16 clients ÷ L, one statement an order, at 16"),
        new("hot_sku_ratio", 3, "orders that all want one SKU ÷ orders spread over 1,000, 16 clients"),
        new("orders_per_s_64", 0, "orders placed a second, 64 clients"),
        new("orders_p99_ms", 1, "99 of 100 orders are answered within, 16 clients"),
        new("orders_p99_ms_64", 1, "the same with 64 clients"),
        new("baseline_p99_ms", 1, "99 of 100 transactions of B are done within, 16 clients"),
        new("orders_program_ms", 3, "CPU of the program for an order, 16 clients"),
        new("orders_postgres_ms", 3, "CPU of PostgreSQL for an order, 16 clients"),
        new("orders_program_ms_64", 3, "the same with 64 clients"),
        new("orders_postgres_ms_64", 3, "the same with 64 clients"),
        new("orders_events_behind", 0, "events that nobody had handled yet when the load of 16 clients ended"),
    ];

    public static Figure Of(string key) => All.FirstOrDefault(figure => figure.Key == key) ?? throw new ArgumentException($"There is no figure '{key}'.", nameof(key));
}
