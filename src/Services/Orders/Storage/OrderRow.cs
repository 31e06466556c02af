using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Storage;

/// <summary>An order as it is stored.</summary>
internal sealed record OrderRow
{
    /// <summary>What every query for whole orders selects.</summary>
    public static readonly Sql Select = Sql.Verbatim(
        """
        SELECT id, number, status, customer_id, email, customer_name, shipping_address, currency, items, shipping, tax, total,
               delivery_method, payment_method, payment_id, payment_status, payment_reference, cancel_reason, pay_until, request_actor, request_key, created_at, version
        FROM sales_order
        """);

    public required Guid Id { get; init; }

    public required long Number { get; init; }

    public required string Status { get; init; }

    public Guid? CustomerId { get; init; }

    public required string Email { get; init; }

    public required string CustomerName { get; init; }

    public required string ShippingAddress { get; init; }

    public required string Currency { get; init; }

    public required long Items { get; init; }

    public required long Shipping { get; init; }

    public required long Tax { get; init; }

    public required long Total { get; init; }

    public required string DeliveryMethod { get; init; }

    public required string PaymentMethod { get; init; }

    public Guid? PaymentId { get; init; }

    public required string PaymentStatus { get; init; }

    public required string PaymentReference { get; init; }

    public required string CancelReason { get; init; }

    public DateTimeOffset? PayUntil { get; init; }

    public string? RequestActor { get; init; }

    public string? RequestKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required long Version { get; init; }

    /// <summary>The idempotency key that placed it; null without one.</summary>
    public RequestKey? Request(string method) =>
        RequestKey is null || RequestActor is null ? null : new RequestKey { Actor = RequestActor, Method = method, Key = RequestKey };

    /// <summary>The order as the contract tells it.</summary>
    public Order ToOrder(IEnumerable<OrderLineRow> lines) => new()
    {
        Id = Id.ToString(),
        Number = Number.ToString(),
        Status = Status,
        Lines = { lines.Select(line => line.ToLine(Currency)) },
        Totals = new OrderTotals
        {
            Items = Amount(Items), Shipping = Amount(Shipping), Tax = Amount(Tax), Discount = Amount(0), Points = Amount(0), Total = Amount(Total),
        },
        PaymentId = PaymentId?.ToString() ?? "",
        PaymentMethod = PaymentMethod,
        PaymentStatus = PaymentStatus,
        PaymentReference = PaymentReference,
        DeliveryMethod = DeliveryMethod,
        DeliveryFee = Amount(Shipping),
        Customer = new Customer { Email = Email, Name = CustomerName },
        ShippingAddress = JsonParser.Default.Parse<Address>(ShippingAddress),
        CreatedAt = CreatedAt.ToTimestamp(),
        CancelReason = CancelReason,
        Version = Version,
    };

    private MoneyAmount Amount(long value) => new() { Amount = value, Currency = Currency };
}

/// <summary>A line as it is stored.</summary>
internal sealed record OrderLineRow
{
    public required Guid OrderId { get; init; }

    public required string Sku { get; init; }

    public required string Name { get; init; }

    public required long Quantity { get; init; }

    public required long UnitPrice { get; init; }

    public required long Total { get; init; }

    public OrderLine ToLine(string currency) => new()
    {
        Sku = Sku,
        Name = Name,
        Quantity = Quantity,
        UnitPrice = new MoneyAmount { Amount = UnitPrice, Currency = currency },
        Total = new MoneyAmount { Amount = Total, Currency = currency },
    };
}

/// <summary>Reads whole orders.</summary>
internal static class OrderQueries
{
    /// <summary>One order with its lines; null when there is none. Locks it against other changes when <paramref name="forUpdate"/> is set.</summary>
    public static async Task<(OrderRow Row, Order Order)?> FindOrder(this Transaction transaction, ShopId shop, Guid id, bool forUpdate = false)
    {
        var row = await transaction.Find<OrderRow>($"{OrderRow.Select} WHERE shop_id = {shop} AND id = {id} {(forUpdate ? Sql.Verbatim("FOR UPDATE") : Sql.Empty)}");
        return row is null ? null : (row, row.ToOrder(await transaction.List<OrderLineRow>(Lines(shop, [id]))));
    }

    /// <summary>One order with its lines; null when there is none.</summary>
    public static async Task<(OrderRow Row, Order Order)?> FindOrder(this DatabaseScope scope, ShopId shop, Guid id, CancellationToken cancellation)
    {
        var row = await scope.Find<OrderRow>($"{OrderRow.Select} WHERE shop_id = {shop} AND id = {id}", cancellation);
        return row is null ? null : (row, row.ToOrder(await scope.List<OrderLineRow>(Lines(shop, [id]), cancellation)));
    }

    /// <summary>The lines of some orders, in their order.</summary>
    public static Sql Lines(ShopId shop, Guid[] orders) =>
        $"SELECT order_id, sku, name, quantity, unit_price, total FROM sales_order_line WHERE shop_id = {shop} AND order_id = ANY({orders}) ORDER BY order_id, line";
}
