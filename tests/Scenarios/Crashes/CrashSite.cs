using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Kontor.Contracts.Payments.V1;
using Kontor.Platform.Hosting;
using Kontor.Testing;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios.Crashes;

/// <summary>A database with a shop on which processes die. It is looked at from outside, by a program that takes no part in anything.</summary>
public sealed class CrashSite : IAsyncDisposable
{
    public const int Stock = 10;
    public const int Ordered = 2;

    /// <summary>What a restart may take to put everything right.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static int s_sites;

    private readonly TestInstallation _desk;

    private CrashSite(TestInstallation desk, TestShop shop)
    {
        _desk = desk;
        Shop = shop;
    }

    public TestShop Shop { get; }

    public string Database => _desk.OwnerConnectionString;

    public static async Task<CrashSite> Make()
    {
        var desk = await TestInstallation.Start(await TestInstallation.NewDatabaseForProcesses(Interlocked.Increment(ref s_sites)), options => options with { RunJobs = false, Port = null, PoolSize = 1 });
        var shop = await desk.NewShop();
        await shop.AddProduct("mug", stock: Stock);
        _ = (await shop.Call(PaymentsMethods.UpdateMethod, new() { Code = "card", Enabled = true })).Value;
        return new CrashSite(desk, shop);
    }

    /// <summary>Sends a request until it gets an answer that isn't "try again": that one, and how it was got, is what its client goes by.</summary>
    public static async Task<Answer> Insist(Func<Task<Answer>> send, TimeSpan within)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var answer = await OrNothing(send);
            if (answer is not null && answer.Status != 503 && answer.Code != "idempotency.in_progress")
            {
                return answer;
            }

            Assert.True(clock.Elapsed < within, $"No answer came in time. The last one was {answer?.Text ?? "none"}");
            await Task.Delay(250);
        }
    }

    /// <summary>An answer, or null when the process died over it.</summary>
    public static async Task<Answer?> OrNothing(Func<Task<Answer>> send)
    {
        try
        {
            return await send();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            return null;
        }
    }

    public static async Task<string> OperatorToken(HttpClient http)
    {
        using var login = await http.PostAsJsonAsync("/v1/auth/login", new { email = TestInstallation.OperatorEmail, password = TestInstallation.OperatorPassword });
        login.EnsureSuccessStatusCode();
        return (await login.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    /// <summary>Waits until every invariant holds and nothing is between two steps any more.</summary>
    public async Task Settles(TimeSpan within)
    {
        var clock = Stopwatch.StartNew();
        for (var open = await Open(); open.Count > 0; open = await Open())
        {
            Assert.True(clock.Elapsed < within, $"It isn't settled in time: {string.Join("; ", open)}");
            await Task.Delay(500);
        }
    }

    /// <summary>How many rows there are.</summary>
    /// <param name="query">What stands behind FROM; it names the shop as $1.</param>
    public Task<long> Count(string query) => _desk.Ask<long>($"SELECT count(*) FROM {query}", Shop.Id.Value);

    /// <summary>One text, by a query that names the shop as $1.</summary>
    public Task<string> Text(string query) => _desk.Ask<string>(query, Shop.Id.Value);

    /// <summary>The ids of the shop's orders that fit a condition.</summary>
    public async Task<string[]> Ids(string condition) =>
        [.. (await Text($"SELECT coalesce(string_agg(id::text, ','), '') FROM orders.sales_order WHERE shop_id = $1 AND {condition}")).Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    public Task Do(string sql) => _desk.Do(sql);

    public ValueTask DisposeAsync() => _desk.App.DisposeAsync();

    private async Task<List<string>> Open()
    {
        var open = new List<string>();
        foreach (var check in _desk.App.Checks)
        {
            Findings found = await check.Examine(CancellationToken.None);
            open.AddRange(found.Violations.Select(violation => $"{check.Name}: {violation}"));
            if (found.InFlight > 0)
            {
                open.Add($"{check.Name}: {found.InFlight} {found.Of} between two steps");
            }
        }

        return open;
    }
}
