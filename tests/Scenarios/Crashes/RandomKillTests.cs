using System.Collections.Concurrent;
using System.Diagnostics;
using Kontor.Testing;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios.Crashes;

/// <summary>Orders and cancellations from several clients over two processes, one of which dies again and again at any moment.</summary>
[Collection("crashes")]
[Trait("Processes", "own")]
public sealed class RandomKillTests
{
    private const int Clients = 5;
    private const int Wares = 100_000;

    private const int Fewest = Clients * 3;

    private static readonly TimeSpan s_traffic = TimeSpan.FromSeconds(40);

    /// <summary>How much longer it goes on where the machine is so busy that there were too few orders.</summary>
    private static readonly TimeSpan s_more = TimeSpan.FromMinutes(2);

    private readonly ConcurrentBag<Placed> _placed = [];

    private sealed record Placed(object Order, string Key, Answer Answer, Answer? Cancelled);

    [SlowFact]
    public async Task Whatever_was_acknowledged_stands_and_nothing_is_doubled()
    {
        await using var site = await CrashSite.Make();
        await site.Shop.Adjust("mug", Wares - CrashSite.Stock);
        var steady = await ServingProcess.Start(site.Database);
        var dying = await ServingProcess.Start(site.Database);
        using var http = await steady.Http(site.Shop);
        var token = await CrashSite.OperatorToken(http);
        var begun = Stopwatch.GetTimestamp();
        var addresses = new ServingProcess[] { steady, dying };

        var traffic = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => Shop(site.Shop, addresses, token, client, begun))));
        var kills = 0;
        var random = new Random();
        while (GoesOn(begun))
        {
            await Task.Delay(random.Next(200, 3000));
            // Either may die: the one that has the leases, and the one that hasn't.
            var victim = random.Next(addresses.Length);
            await addresses[victim].DisposeAsync();
            addresses[victim] = await ServingProcess.Start(site.Database);
            kills++;
        }

        var clock = Stopwatch.StartNew();
        await traffic;
        await site.Settles(CrashSite.Patience - clock.Elapsed);
        Assert.True(kills >= 3, $"Only {kills} kills.");
        await Judge(site, addresses[0], token);
        await addresses[0].DisposeAsync();
        await addresses[1].DisposeAsync();
    }

    /// <summary>One client: orders, and calls every third order off; insists on an answer, at whichever process is there.</summary>
    private async Task Shop(TestShop shop, ServingProcess[] processes, string token, int client, long begun)
    {
        for (var turn = 0; GoesOn(begun); turn++)
        {
            var order = OrderOf(("mug", 1 + (turn % 3)));
            order = (turn % 4) switch
            {
                0 => order.PaidBy("card", "4242424242424242"),
                1 => order.PaidBy("card", "4000000000000002"),
                2 => order.PaidBy("bank_transfer"),
                _ => order,
            };
            var key = $"{client}-{turn}";
            var answer = await Send("/v1/orders", order, key);
            var cancelled = answer.Status == 201 && turn % 3 == 0 ? await Send($"/v1/orders/{IdOf(answer)}/cancel", new { }, key) : null;
            _placed.Add(new Placed(order, key, answer, cancelled));
        }

        Task<Answer> Send(string path, object body, string key)
        {
            var attempt = client;
            return CrashSite.Insist(
                async () =>
                {
                    var process = processes[attempt++ % processes.Length];
                    using var http = await process.Http(shop, token);
                    return await http.PostJson(path, body, key);
                },
                CrashSite.Patience + s_traffic + s_more);
        }
    }

    private bool GoesOn(long begun) => Stopwatch.GetElapsedTime(begun) is var elapsed && (elapsed < s_traffic || (_placed.Count <= Fewest && elapsed < s_traffic + s_more));

    private async Task Judge(CrashSite site, ServingProcess process, string token)
    {
        Assert.All(_placed, placed => Assert.True(placed.Answer.Status == 201 || placed.Answer.Code == "payments.declined", placed.Answer.Text));
        Assert.All(_placed, placed => Assert.True(placed.Cancelled is null or { Status: 200 }, placed.Cancelled?.Text));
        var living = _placed.Where(placed => placed.Answer.Status == 201 && placed.Cancelled is null).ToList();

        Assert.True(_placed.Count > Fewest, $"Only {_placed.Count} orders were tried.");
        Assert.Equal(living.Select(placed => IdOf(placed.Answer)).Order(StringComparer.Ordinal), await site.Ids("status NOT IN ('cancelled', 'expired')"));
        Assert.Equal((Wares, living.Sum(placed => Quantity(placed.Answer))), await site.Shop.Level("mug"));
        Assert.Equal(
            living.Count(placed => placed.Answer.Body.GetProperty("payment").GetProperty("method").GetString() == "card"),
            await site.Count("payments.sandbox_authorisation WHERE status IN ('pending', 'approved') AND $1::uuid IS NOT NULL"));

        using var http = await process.Http(site.Shop, token);
        foreach (var placed in _placed)
        {
            var again = await http.PostJson("/v1/orders", placed.Order, placed.Key);
            Assert.Equal((placed.Answer.Status, placed.Answer.Text), (again.Status, again.Text));
        }
    }

    private static string IdOf(Answer answer) => answer.Body.GetProperty("id").GetString()!;

    private static long Quantity(Answer answer) => answer.Body.GetProperty("lines").EnumerateArray().Sum(line => line.GetProperty("quantity").GetInt64());
}
