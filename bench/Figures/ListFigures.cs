using System.Net;
using System.Text.Json;
using Kontor.Bench.Machine;
using Kontor.Bench.Samples;
using Kontor.Bench.Shop;

namespace Kontor.Bench.Figures;

/// <summary>What a list and a product that many look at cost, beside a bare web server that gives the same bytes.</summary>
internal static class ListFigures
{
    public static async Task Measure(BenchRun run, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = run.Installation.Running.Address };
        string[] lists = [.. ((string[])["newest", "name", "price", "-price", "popular"]).Select(sort => $"/v1/products?limit=24&sort={sort}")];
        var products = await Products(http, cancellation);

        await using var orders = OrdersBeside.Start(run);
        var list = await Compare(run, http, "list", lists, cancellation);
        run.Results.Set("cached_list_ratio", list.Ratio, list.Bound);
        run.Results.Set("cached_list_per_s", list.Rate);
        run.Results.Set("cached_list_cpu_us", list.ProductUs);
        var detail = await Compare(run, http, "product", products, cancellation);
        run.Results.Set("detail_ratio", detail.Ratio, detail.Bound);
        run.Results.Set("detail_per_s", detail.Rate);
        run.Results.Set("detail_cpu_us", detail.ProductUs);
        await orders.DisposeAsync();

        // Without orders: each of them changes the stock in an answer, and with it the tag.
        await SetKnown(run, http, "list", lists, "list_not_modified_ratio", cancellation);
        await SetKnown(run, http, "product", products, "detail_not_modified_ratio", cancellation);
    }

    private static async Task<string[]> Products(HttpClient http, CancellationToken cancellation)
    {
        using var page = JsonDocument.Parse(await http.GetStringAsync(new Uri("/v1/products?limit=100", UriKind.Relative), cancellation));
        return [.. page.RootElement.GetProperty("items").EnumerateArray().Select(item => $"/v1/products/{item.GetProperty("slug").GetString()}")];
    }

    private static async Task<Comparison> Compare(BenchRun run, HttpClient http, string what, IReadOnlyList<string> targets, CancellationToken cancellation)
    {
        await using var reading = await Reading.Start(run, http, what, targets, "fresh", cancellation);
        await reading.WarmUp();
        var (before, ordersBefore) = await reading.OnBareBesideOrders();
        var measured = await reading.OnProduct();
        var (after, ordersAfter) = await reading.OnBareBesideOrders();

        // What the orders beside cost while the processors are as busy with the bare server is none of the reads' cost.
        var orders = (Cost(ordersBefore) / ordersBefore.Seconds + Cost(ordersAfter) / ordersAfter.Seconds) / 2;
        var product = (Cost(measured) - orders * measured.Seconds) * 1e3 / measured.Outcome.Done;
        return new Comparison((before.ProgramMs + after.ProgramMs) / 2 / product, measured.Outcome.Rate, product * 1e3, BenchRun.BoundOfReads(measured));
    }

    private static async Task SetKnown(BenchRun run, HttpClient http, string what, IReadOnlyList<string> targets, string key, CancellationToken cancellation)
    {
        if (!await IsKnown(http, targets[0], cancellation))
        {
            run.Results.Notes.Add($"{key} is left out: the product doesn't answer If-None-Match with 304.");
            return;
        }

        await using var reading = await Reading.Start(run, http, what, targets, "known", cancellation);
        await reading.WarmUp();
        var bare = await reading.OnBare();
        var product = await reading.OnProduct();
        run.Results.Set(key, bare.ProgramMs / (Cost(product) * 1e3 / product.Outcome.Done));
    }

    /// <summary>Whether the product tells a client that it has the answer already. What the last orders set off may change the answer for a moment.</summary>
    private static async Task<bool> IsKnown(HttpClient http, string target, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellation);
            var answer = await CapturedAnswer.Of(http, target, cancellation);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(answer.Target, UriKind.Relative));
            request.Headers.TryAddWithoutValidation("If-None-Match", answer.Tag);
            using var response = await http.SendAsync(request, cancellation);
            if (response.StatusCode == HttpStatusCode.NotModified)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>CPU seconds of the program and of its PostgreSQL.</summary>
    private static double Cost(Leg leg) => leg.Costs.Program + leg.Costs.Postgres;

    /// <param name="Ratio">CPU of the bare server for a request ÷ CPU of the product.</param>
    /// <param name="Rate">Requests a second on the product.</param>
    /// <param name="ProductUs">CPU microseconds of the product for a request.</param>
    /// <param name="Bound">What bounds the rate.</param>
    private sealed record Comparison(double Ratio, double Rate, double ProductUs, string Bound);
}
