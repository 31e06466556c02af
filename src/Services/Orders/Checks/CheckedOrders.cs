using Kontor.Platform.Storage;

namespace Kontor.Orders.Checks;

/// <summary>An order as the checks across services look at it.</summary>
internal sealed record CheckedOrder
{
    public required Guid ShopId { get; init; }

    public required Guid Id { get; init; }

    public required long Number { get; init; }

    public required string Status { get; init; }

    public required string Currency { get; init; }

    public required long Total { get; init; }

    public Guid? PaymentId { get; init; }

    public required string PaymentStatus { get; init; }

    public required long PaymentVersion { get; init; }

    public DateTimeOffset? PayUntil { get; init; }

    public required long Version { get; init; }

    /// <summary>Taken over from another system, with neither stock nor a payment here.</summary>
    public required bool IsImported { get; init; }

    /// <summary>When something last became of it.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>What was ordered, a line a SKU, by SKU: <c>mug 2, plate 1</c>.</summary>
    public required string Lines { get; init; }

    public OrderKey Key => new(ShopId, Id);
}

/// <summary>Reads orders of all shops, page by page.</summary>
internal sealed class CheckedOrders(Database database)
{
    public const int PageSize = 2_000;

    public IAsyncEnumerable<KeyValuePair<OrderKey, CheckedOrder>> All(CancellationToken cancellation) => SideBySide.Pages<CheckedOrder>(async after => await Read(
        after is { } key ? (Sql)$"WHERE (shop_id, id) > ({key.Shop}, {key.Order})" : Sql.Empty, cancellation));

    public async Task<IReadOnlyDictionary<OrderKey, CheckedOrder>> Of(IReadOnlyCollection<OrderKey> keys, CancellationToken cancellation) =>
        (await Read($"WHERE id = ANY({keys.Select(key => key.Order).ToArray()})", cancellation)).ToDictionary();

    private async Task<IReadOnlyList<KeyValuePair<OrderKey, CheckedOrder>>> Read(Sql condition, CancellationToken cancellation)
    {
        var orders = await database.AcrossShops().List<CheckedOrder>(
            $"""
            SELECT page.*,
                   EXISTS (SELECT FROM imported_order AS imported WHERE imported.shop_id = page.shop_id AND imported.order_id = page.id) AS is_imported,
                   coalesce((SELECT max(at) FROM order_history AS entry WHERE entry.shop_id = page.shop_id AND entry.order_id = page.id), page.created_at) AS changed_at,
                   coalesce((SELECT string_agg(sku || ' ' || quantity, ', ' ORDER BY sku COLLATE "C")
                             FROM (SELECT sku, sum(quantity) AS quantity FROM sales_order_line AS line WHERE line.shop_id = page.shop_id AND line.order_id = page.id GROUP BY sku) AS line),
                            '') AS lines
            FROM (SELECT shop_id, id, number, status, currency, total, payment_id, payment_status, payment_version, pay_until, version, created_at
                  FROM sales_order {condition} ORDER BY shop_id, id LIMIT {PageSize}) AS page
            ORDER BY shop_id, id
            """,
            cancellation);
        return [.. orders.Select(order => KeyValuePair.Create(order.Key, order))];
    }
}
