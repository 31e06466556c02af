using Kontor.Contracts.Orders.V1;
using Kontor.Orders.Model;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Storage;

/// <summary>An imported order that is about to exist.</summary>
internal sealed record NewImportedOrder(Guid Id, ImportedOrder Given, byte[] Content)
{
    public DateTimeOffset PlacedAt => Given.PlacedAt.ToDateTimeOffset();

    public Guid? CustomerId => Given.CustomerId.Length == 0 ? null : Guid.Parse(Given.CustomerId);

    public long Items => Given.Lines.Sum(line => line.Quantity * line.UnitPrice);
}

/// <summary>The statements of an import of orders: each takes the whole batch. Needs <see cref="ImportLock"/>, so nothing here races.</summary>
internal static class ImportedOrders
{
    /// <summary>How imported orders were paid and delivered, which nobody here knows.</summary>
    private const string Elsewhere = "imported";

    /// <summary>Lifts the counter above the numbers that imported orders have or may get, and remembers what it passed over.</summary>
    public static Task Lift(Transaction transaction, ShopId shop, long upTo) => transaction.ExecuteAll(
        $"INSERT INTO order_counter (shop_id, last) VALUES ({shop}, {OrderNumbers.BeforeFirst}) ON CONFLICT DO NOTHING",
        // Waits for whoever gets a number just now: what is below is taken or stays free. Only the batch that lifts the counter locks it, so orders don't wait for all the others.
        $"""
        WITH counted AS (SELECT last FROM order_counter WHERE shop_id = {shop} AND last < {upTo} FOR UPDATE),
             lifted AS (UPDATE order_counter SET last = {upTo} FROM counted WHERE order_counter.shop_id = {shop} RETURNING counted.last AS above)
        INSERT INTO imported_numbers (shop_id, above, up_to) SELECT {shop}, above, {upTo} FROM lifted
        """);

    /// <summary>Which of the numbers orders of the shop have already. The content is null for orders that weren't imported.</summary>
    public static async Task<IReadOnlyDictionary<long, byte[]?>> Known(Transaction transaction, ShopId shop, long[] numbers) =>
        (await transaction.List<KnownOrder>(
            $"""
            SELECT number, content FROM sales_order AS known LEFT JOIN imported_order AS imported ON imported.shop_id = known.shop_id AND imported.order_id = known.id
            WHERE known.shop_id = {shop} AND number = ANY({numbers})
            """)).ToDictionary(known => known.Number, known => known.Content);

    public static Task Insert(Transaction transaction, ShopId shop, string currency, IReadOnlyList<NewImportedOrder> orders, DateTimeOffset now)
    {
        T[] Of<T>(Func<NewImportedOrder, T> pick) => [.. orders.Select(pick)];
        var lines = orders.SelectMany(order => order.Given.Lines.Select((line, index) => (order.Id, Index: index + 1, Line: line))).ToList();
        T[] OfLines<T>(Func<(Guid Id, int Index, ImportedLine Line), T> pick) => [.. lines.Select(pick)];
        return transaction.ExecuteAll(
            $"""
            INSERT INTO sales_order (shop_id, id, number, status, customer_id, email, customer_name, shipping_address, currency, items, shipping, tax, total,
                                     tax_rate_ppm, prices_include_tax, delivery_method, payment_method, created_at)
            SELECT {shop}, id, number, {OrderStatus.Completed}, customer_id, email, name, jsonb_build_object('name', name, 'country', country), {currency}, items, shipping, 0, items + shipping,
                   0, true, {Elsewhere}, {Elsewhere}, created_at
            FROM unnest({Of(order => order.Id)}, {Of(order => order.Given.Number)}, {Of(order => order.CustomerId)}, {Of(order => order.Given.Customer.Email)},
                        {Of(order => order.Given.Customer.Name)}, {Of(order => order.Given.Country)}, {Of(order => order.Items)}, {Of(order => order.Given.Shipping)},
                        {Of(order => order.PlacedAt.UtcDateTime)})
                AS given (id, number, customer_id, email, name, country, items, shipping, created_at)
            """,
            $"""
            INSERT INTO sales_order_line (shop_id, order_id, line, sku, name, quantity, unit_price, total)
            SELECT {shop}, order_id, line, sku, name, quantity, unit_price, quantity * unit_price
            FROM unnest({OfLines(line => line.Id)}, {OfLines(line => line.Index)}, {OfLines(line => line.Line.Sku)}, {OfLines(line => line.Line.Name)},
                        {OfLines(line => line.Line.Quantity)}, {OfLines(line => line.Line.UnitPrice)}) AS given (order_id, line, sku, name, quantity, unit_price)
            """,
            $"""
            INSERT INTO imported_order (shop_id, order_id, content, imported_at)
            SELECT {shop}, order_id, content, {now} FROM unnest({Of(order => order.Id)}, {Of(order => order.Content)}) AS given (order_id, content)
            """,
            // What happened then, not now: the entry has the time of the order, and its id, which sorts by that time.
            $"""
            INSERT INTO order_history (shop_id, order_id, id, at, event, actor, detail)
            SELECT {shop}, order_id, order_id, at, 'placed', CASE WHEN guest THEN 'guest' ELSE 'customer' END, 'imported'
            FROM unnest({Of(order => order.Id)}, {Of(order => order.PlacedAt.UtcDateTime)}, {Of(order => order.CustomerId is null)}) AS given (order_id, at, guest)
            """);
    }

    private sealed record KnownOrder
    {
        public required long Number { get; init; }

        public byte[]? Content { get; init; }
    }
}
