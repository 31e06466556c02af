using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Testing;

namespace Kontor.Inventory.Tests;

/// <summary>What these tests do to a shop's stock.</summary>
internal static class StockOfShop
{
    private static readonly Lazy<Task<TestInstallation>> s_withoutJobs = new(() => Task.Run(async () =>
        await TestInstallation.Start(await TestInstallation.NewDatabase(), options => options with { RunJobs = false })));

    /// <summary>A shop whose holds nobody sweeps but the test: no orders stand behind them.</summary>
    public static async Task<TestShop> NewShop() => await (await s_withoutJobs.Value).NewShop();

    public static async Task Open(this TestShop shop, params (string Sku, long Quantity)[] stock) => _ = (await shop.Call(
        InventoryMethods.OpenStock,
        new OpenStockRequest { Stock = { stock.Select(line => new SkuQuantity { Sku = line.Sku, Quantity = line.Quantity }) }, Reason = "opening stock" })).Value;

    public static Task<Result<Hold>> Reserve(this TestShop shop, Guid order, string key, int seconds, params (string Sku, long Quantity)[] lines) => shop.Call(
        InventoryMethods.Reserve,
        new ReserveRequest
        {
            OrderId = order.ToString(),
            RequestKey = key,
            HoldSeconds = seconds,
            Lines = { lines.Select(line => new SkuQuantity { Sku = line.Sku, Quantity = line.Quantity }) },
        });

    public static Task<Result<Hold>> Reserve(this TestShop shop, Guid order, params (string Sku, long Quantity)[] lines) => shop.Reserve(order, "", 60, lines);

    public static Task<Result<ReleaseResponse>> Release(this TestShop shop, Guid order, bool onlyIfExpired = false) =>
        shop.Call(InventoryMethods.Release, new ReleaseRequest { OrderId = order.ToString(), Reason = "test", OnlyIfExpired = onlyIfExpired });

    public static async Task<bool> Commit(this TestShop shop, Guid order) => (await shop.Call(InventoryMethods.Commit, new CommitRequest { OrderId = order.ToString() })).Succeeded;
}
