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
        new("cached_list_ratio", 3, "CPU of a bare server ÷ CPU of the product, for a list of 24 that many look at"),
        new("cached_list_per_s", 0, "such lists a second, 16 clients"),
        new("cached_list_cpu_us", 1, "CPU of the product and its PostgreSQL for one of them"),
        new("list_not_modified_ratio", 3, "the ratio where the client has the list already (304)"),
        new("detail_ratio", 3, "CPU of a bare server ÷ CPU of the product, for one product of 100"),
        new("detail_per_s", 0, "such products a second, 16 clients"),
        new("detail_cpu_us", 1, "CPU of the product and its PostgreSQL for one of them"),
        new("detail_not_modified_ratio", 3, "the ratio where the client has the product already (304)"),
        new("uncached_list_p99_ms", 1, "99 of 100 pages of 24 that no cache has are there within, in the large shop, 200 a second"),
        new("uncached_list_median_ms", 1, "half of them are there within"),
        new("search_p99_ms", 1, "99 of 100 searches by other words each are answered within, in the large shop, 200 a second"),
        new("search_median_ms", 1, "half of them are answered within"),
        new("search_found_share", 2, "so many of the searches found something"),
        new("rpc_local_us", 2, "a call of a service in the same process"),
        new("rpc_remote_us", 1, "a call of a service in another process"),
        new("events_per_s", 0, "events through the bus a second, from the first written to the last handled, each once"),
        new("import_lines_per_s", 0, "invoice lines of another system taken over a second"),
        new("import_peak_mb", 0, "the most memory that the import took"),
        new("start_s", 2, "from the start to the first answer, with the database of an earlier run"),
        new("start_new_home_s", 2, "the same with a new home"),
        new("idle_mb", 0, "memory of the program 10 s after its start"),
        new("idle_postgres_mb", 0, "memory of its PostgreSQL then, shared memory counted once"),
        new("loaded_mb", 0, "memory of the program after all loads"),
        new("loaded_peak_mb", 0, "the most that it ever took"),
        new("loaded_postgres_mb", 0, "memory of its PostgreSQL after all loads"),
    ];

    public static Figure Of(string key) => All.FirstOrDefault(figure => figure.Key == key) ?? throw new ArgumentException($"There is no figure '{key}'.", nameof(key));
}
