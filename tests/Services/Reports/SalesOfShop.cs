using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Reports.V1;
using Kontor.Contracts.Shops.V1;
using Kontor.Platform.Identity;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Reports.Features;
using Kontor.Reports.Model;
using Kontor.Reports.Storage;
using Kontor.Testing;
using Npgsql;

namespace Kontor.Reports.Tests;

/// <summary>A shop whose events are delivered by the test: in any order and as often as it likes.</summary>
internal sealed class SalesOfShop(TestShop shop) : IAsyncDisposable
{
    public static readonly Actor Staff = new(Guid.CreateVersion7(), Roles.Staff);

    public static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private readonly DateTimeOffset _loggedAt = DateTimeOffset.UtcNow;
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(LoginOf(shop));

    public TestShop Shop { get; } = shop;

    public static async Task<SalesOfShop> New(string timeZone = "UTC", string currency = "EUR")
    {
        var shop = await (await TestInstallation.Shared).NewShop(currency);
        var sales = new SalesOfShop(shop);
        await sales.MoveTo(timeZone);
        return sales;
    }

    public static OrderConfirmed Order(DateTimeOffset placedAt, string country, params (string Sku, long Quantity, long Price)[] lines) => new(
        Guid.CreateVersion7(),
        "100001",
        [.. lines.Select(line => new OrderEventLine(line.Sku, $"Product {line.Sku}", line.Quantity, line.Price, line.Quantity * line.Price))],
        lines.Sum(line => line.Quantity * line.Price) + 490,
        "EUR",
        country,
        "a@example.com",
        placedAt);

    public static OrderConfirmed Order(params (string Sku, long Quantity, long Price)[] lines) => Order(Noon, "GB", lines);

    public async Task MoveTo(string timeZone) => _ = (await Shop.Call(ShopsMethods.UpdateShop, new UpdateShopRequest { Handle = Shop.Handle, TimeZone = timeZone })).Value;

    /// <summary>Delivers <c>order.confirmed</c>; with the same id it is the same event again.</summary>
    public Task Confirm(OrderConfirmed order, Guid? id = null) =>
        new OnOrderConfirmed(OwnDatabase(), Shop.Installation.App.Client).Handle(Delivery(id, order));

    /// <summary>Delivers <c>order.cancelled</c>.</summary>
    public Task Cancel(OrderConfirmed order, Guid? id = null, bool wasConfirmed = true) =>
        new OnOrderCancelled(OwnDatabase()).Handle(Delivery(id, new OrderCancelled(order.OrderId, order.Number, "changed their mind", wasConfirmed)));

    private EventGroup<TBody> Delivery<TBody>(Guid? id, TBody body)
        where TBody : class => new([new(id ?? Guid.CreateVersion7(), "reports", _loggedAt, body, Call())], Call());

    /// <summary>Delivers <c>orders.imported</c>.</summary>
    public Task Import(ImportedEventOrder order, Guid? id = null) => new OnOrdersImported(OwnDatabase(), Shop.Installation.App.Client).Handle(
        new Event<OrdersImported>(id ?? Guid.CreateVersion7(), "reports", _loggedAt, new OrdersImported([order], NamesOf(order)), Call()));

    /// <summary>Delivers <c>orders.returned</c>.</summary>
    public Task Return(ImportedEventOrder given, Guid? id = null) => new OnOrdersImported(OwnDatabase(), Shop.Installation.App.Client).Handle(
        new Event<OrdersReturned>(id ?? Guid.CreateVersion7(), "reports", _loggedAt, new OrdersReturned([given], NamesOf(given)), Call()));

    /// <summary>Books many orders in one transaction.</summary>
    public Task<Result<int>> ConfirmAll(params IReadOnlyList<OrderConfirmed> orders) => OwnDatabase().In(Shop.Id).Transaction(
        transaction => SalesBook.Confirm(transaction, Shop.Id, [.. orders.Select(order => Sale.Of(order, new ShopCalendar(TimeZoneInfo.Utc)))]), CancellationToken.None);

    /// <summary>Takes many orders out in one transaction.</summary>
    public Task<Result<int>> CancelAll(params IReadOnlyList<OrderConfirmed> orders) => OwnDatabase().In(Shop.Id).Transaction(
        transaction => SalesBook.Cancel(transaction, Shop.Id, [.. orders.Select(order => order.OrderId)]), CancellationToken.None);

    public Task<Result<SalesPage>> Ask(string by, string from = "2026-01-01", string to = "2026-12-31", int limit = 1_000, string after = "") =>
        Shop.Call(ReportsMethods.GetSales, new GetSalesRequest { By = by, From = from, To = to, Limit = limit, After = after }, Staff);

    /// <summary>The report's lines, as <c>2026-03-10 2 orders 3 units 2580 EUR</c>.</summary>
    public async Task<string[]> Report(string by) => [.. (await Ask(by)).Value.Items.Select(Line)];

    /// <summary>All three reports in one text.</summary>
    public async Task<string> Reports() => string.Join('\n', [.. await Report("day"), .. await Report("product"), .. await Report("country")]);

    public static string Line(SalesFigures figures) =>
        $"{figures.Key}{(figures.Name.Length > 0 ? $" ({figures.Name})" : "")} {figures.Orders} orders {figures.Units} units {figures.Revenue.Amount} {figures.Revenue.Currency}";

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static Dictionary<string, string> NamesOf(ImportedEventOrder order) => order.Lines.ToDictionary(line => line.Sku, line => $"Product {line.Sku}");

    // With the service's own login, so that row-level security has its say.
    private static string LoginOf(TestShop shop)
    {
        var settings = new NpgsqlConnectionStringBuilder(shop.Installation.OwnerConnectionString) { SearchPath = "reports", MaxPoolSize = 8 };
        settings.Username = $"{settings.Database}_reports";
        return settings.ConnectionString;
    }

    private Database OwnDatabase() => new(_source, $"{new NpgsqlConnectionStringBuilder(Shop.Installation.OwnerConnectionString).Database}_reports_across");

    private CallContext Call() => new(Shop.Id, Actor.System, DateTimeOffset.UtcNow + TimeSpan.FromSeconds(30), CancellationToken.None);
}
