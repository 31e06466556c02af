using Kontor.Testing;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Inventory.Tests;

/// <summary>Which order a request was answered with is forgotten an hour before the answer is: a key that is free again finds nothing.</summary>
public sealed class ForgottenRequestTests
{
    [Fact]
    public async Task Requests_older_than_23_hours_are_forgotten_and_younger_ones_are_not()
    {
        var database = await TestInstallation.NewDatabase();
        var still = await TestInstallation.Start(database, options => options with { RunJobs = false });
        await still.Do(
            """
            INSERT INTO inventory.request (shop_id, key, body, order_id, created_at)
            SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now() - age
            FROM unnest(ARRAY[interval '24 hours', interval '23 hours 1 minute', interval '22 hours', interval '0']) AS age
            """);
        await still.App.DisposeAsync();

        var running = await TestInstallation.Start(database);
        await Eventually(async () => await running.Ask<long>("SELECT count(*) FROM inventory.request WHERE created_at < now() - interval '23 hours'") == 0);
        Assert.Equal(2, await running.Ask<long>("SELECT count(*) FROM inventory.request"));
        await running.App.DisposeAsync();
    }
}
