using System.Diagnostics;
using Kontor.Testing;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios.Crashes;

/// <summary>One death and what becomes of it: order, die, come back, repeat, and look at everything.</summary>
internal sealed class CrashRun : IAsyncDisposable
{
    private const string Key = "the key of the request";

    private static readonly TimeSpan s_death = TimeSpan.FromSeconds(60);

    private readonly Crash _crash;
    private readonly CrashSite _site;
    private readonly List<ServingProcess> _processes = [];

    private CrashRun(Crash crash, CrashSite site)
    {
        _crash = crash;
        _site = site;
    }

    private bool IsPlacing => _crash.Work == Work.Placing;

    /// <summary>Whether no order should live when all is over.</summary>
    private bool IsOver => !IsPlacing || _crash.Payment == "declined" || _crash.Again == "orders.settle.expired";

    public static async Task Of(Crash crash)
    {
        await using var site = await CrashSite.Make();
        await using var run = new CrashRun(crash, site);
        await run.Through();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }
    }

    private async Task Through()
    {
        // First the one that dies: so it holds the leases of all jobs, and a survivor has to wait for them.
        var doomed = await Start(_crash.Point);
        var survivor = _crash.Rescue == Rescue.Survivor ? await Start() : null;
        using var client = await doomed.Http(_site.Shop);
        var request = await Prepare(client);

        var lost = CrashSite.OrNothing(() => Send(client, request));
        await doomed.Dies(s_death);
        Assert.Contains($"kills itself at {_crash.Point}", doomed.Output, StringComparison.Ordinal);
        await lost;
        await DieAgain();

        var clock = Stopwatch.StartNew();
        var rescuer = survivor ?? await Start();
        if (survivor is null)
        {
            clock.Restart();
        }

        if (_crash.Rescue == Rescue.Unattended)
        {
            await _site.Settles(CrashSite.Patience - clock.Elapsed);
        }

        using var again = await rescuer.Http(_site.Shop);
        var answer = await CrashSite.Insist(() => Send(again, request), CrashSite.Patience - clock.Elapsed);
        for (var repeat = 0; repeat < 3; repeat++)
        {
            Assert.Equal((answer.Status, answer.Text), await Repeat(again, request));
        }

        await _site.Settles(CrashSite.Patience - clock.Elapsed);
        Assert.Equal((answer.Status, answer.Text), await Repeat(again, request));
        await Judge(answer);
    }

    private async Task<ServingProcess> Start(string? faultPoint = null)
    {
        var process = await ServingProcess.Start(_site.Database, faultPoint);
        _processes.Add(process);
        return process;
    }

    /// <summary>What is sent when the process dies: the order, or the cancellation of one that stands.</summary>
    private async Task<(string Path, object Body)> Prepare(HttpClient client)
    {
        var order = OrderOf(("mug", CrashSite.Ordered));
        order = _crash.Payment switch
        {
            "card" => order.PaidBy("card", "4242424242424242"),
            "declined" => order.PaidBy("card", "4000000000000002"),
            var method => order.PaidBy(method),
        };
        if (IsPlacing)
        {
            return ("/v1/orders", order);
        }

        var placed = await client.PostJson("/v1/orders", order);
        Assert.Equal(201, placed.Status);
        client.DefaultRequestHeaders.Authorization = new("Bearer", await CrashSite.OperatorToken(client));
        if (_crash.Work == Work.CancellingPaid)
        {
            var captured = await client.PostJson($"/v1/payments/{placed.Body.GetProperty("payment").GetProperty("id").GetString()}/capture", new { });
            Assert.Equal(200, captured.Status);
        }

        return ($"/v1/orders/{placed.Body.GetProperty("id").GetString()}/cancel", new { reason = "changed their mind" });
    }

    private async Task<Answer> Send(HttpClient client, (string Path, object Body) request)
    {
        if (!IsPlacing && client.DefaultRequestHeaders.Authorization is null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", await CrashSite.OperatorToken(client));
        }

        return await client.PostJson(request.Path, request.Body, Key);
    }

    private async Task<(int Status, string Text)> Repeat(HttpClient client, (string Path, object Body) request)
    {
        var answer = await Send(client, request);
        return (answer.Status, answer.Text);
    }

    private async Task DieAgain()
    {
        if (_crash.Again is null)
        {
            return;
        }

        // The time of the hold, or of the customer who was to pay, goes by.
        await _site.Do("UPDATE inventory.hold SET expires_at = now() - interval '1 second'");
        await _site.Do("UPDATE orders.sales_order SET pay_until = now() - interval '1 second' WHERE payment_id IS NOT NULL");
        var second = ServingProcess.Launch(_site.Database, _crash.Again);
        _processes.Add(second);
        await second.Dies(s_death);
    }

    private async Task Judge(Answer answer)
    {
        Assert.Equal(IsPlacing ? _crash.Payment == "declined" ? (409, "payments.declined") : (201, null) : (200, null), (answer.Status, answer.Code));
        Assert.Equal((CrashSite.Stock, IsOver ? 0 : CrashSite.Ordered), await _site.Shop.Level("mug"));
        Assert.Equal(IsOver ? 0 : 1, await _site.Count("orders.sales_order WHERE shop_id = $1 AND status NOT IN ('cancelled', 'expired')"));
        Assert.Equal(IsOver || _crash.Payment != "bank_transfer" ? 0 : 1, await _site.Count("inventory.hold WHERE shop_id = $1"));

        // Nobody's money is kept for nothing, with us or at the provider.
        Assert.Equal(IsOver ? 0 : 1, await _site.Count("payments.payment WHERE shop_id = $1 AND status NOT IN ('failed', 'cancelled', 'refunded')"));
        Assert.Equal(
            !IsOver && _crash.Payment == "card" ? 1 : 0,
            await _site.Count("payments.sandbox_authorisation WHERE $1::uuid IS NOT NULL AND (status IN ('pending', 'approved') OR (status = 'captured' AND refunded < captured))"));
        if (answer.Status is 200 or 201)
        {
            var stands = await _site.Text($"SELECT status FROM orders.sales_order WHERE shop_id = $1 AND id = '{answer.Body.GetProperty("id").GetString()}'");
            Assert.Equal(_crash.Again == "orders.settle.expired" ? "expired" : IsOver ? "cancelled" : _crash.Payment == "bank_transfer" ? "pending" : "confirmed", stands);
        }
    }
}
