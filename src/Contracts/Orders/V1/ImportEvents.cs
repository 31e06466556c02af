namespace Kontor.Contracts.Orders.V1;

/// <summary>One SKU of an imported order or of what was given back of one, all lines with it together.</summary>
/// <param name="Sku">What.</param>
/// <param name="Units">How many.</param>
/// <param name="Revenue">Minor units of the shop's currency.</param>
public sealed record ImportedEventLine(string Sku, long Units, long Revenue);

/// <summary>An imported order, or what was given back of one.</summary>
/// <param name="Id">The order, or the return.</param>
/// <param name="Number">Its number for people.</param>
/// <param name="Country">Where it went, ISO 3166-1 alpha-2.</param>
/// <param name="At">When it was placed or given back.</param>
/// <param name="Lines">What, each SKU once.</param>
public sealed record ImportedEventOrder(Guid Id, string Number, string Country, DateTimeOffset At, IReadOnlyList<ImportedEventLine> Lines);

/// <summary>Orders of another system were taken over as history: nothing is to be delivered, paid or said to anybody.</summary>
/// <param name="Orders">The orders, each told once.</param>
/// <param name="Names">What the SKUs are called.</param>
public sealed record OrdersImported(IReadOnlyList<ImportedEventOrder> Orders, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<OrdersImported> Type = new("orders.imported", "orders");
}

/// <summary>Goods of imported orders had been given back: they lower the sales of the day on which that was.</summary>
/// <param name="Returns">The returns, each told once.</param>
/// <param name="Names">What the SKUs are called.</param>
public sealed record OrdersReturned(IReadOnlyList<ImportedEventOrder> Returns, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>The name on the wire.</summary>
    public static readonly EventType<OrdersReturned> Type = new("orders.returned", "orders");
}
