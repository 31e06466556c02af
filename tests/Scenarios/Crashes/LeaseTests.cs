using System.Diagnostics;
using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Testing;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios.Crashes;

/// <summary>What the jobs of a killed process become.</summary>
[Collection("crashes")]
[Trait("Processes", "own")]
public sealed class LeaseTests
{
    private const string Holder = "SELECT holder::text FROM orders.job_lease WHERE job = 'settle-expired-holds'";

    [SlowFact]
    public async Task A_job_whose_process_is_killed_is_taken_over_by_another_when_its_lease_ends()
    {
        await using var site = await CrashSite.Make();
        await using var first = await ServingProcess.Start(site.Database);
        var holder = await site.Text($"{Holder} AND $1::uuid IS NOT NULL");
        await using var second = await ServingProcess.Start(site.Database);

        await first.Kill();
        var clock = Stopwatch.StartNew();
        _ = (await site.Shop.Call(
            InventoryMethods.Reserve,
            new ReserveRequest { OrderId = Guid.NewGuid().ToString(), HoldSeconds = -1, Lines = { new SkuQuantity { Sku = "mug", Quantity = 3 } } })).Value;
        Assert.Equal((CrashSite.Stock, 3), await site.Shop.Level("mug"));

        // The lease of 15 s, the job's pause of 2 s, and what a machine at work takes besides.
        await Eventually(async () => await site.Shop.Level("mug") == (CrashSite.Stock, 0), TimeSpan.FromSeconds(25));
        Assert.NotEqual(holder, await site.Text($"{Holder} AND $1::uuid IS NOT NULL"));
        await site.Settles(CrashSite.Patience - clock.Elapsed);
    }
}
