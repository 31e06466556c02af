using System.Net;
using System.Text.Json;
using Kontor.Bench.Load;
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
        var alone = await OrdersAlone(run, cancellation);
        var list = await Compare(run, http, "list", lists, alone, cancellation);
        run.Results.Set("cached_list_ratio", list.Ratio, list.Bound);
        run.Results.Set("cached_list_per_s", list.Rate);
        run.Results.Set("cached_list_cpu_us", list.ProductUs);
        var detail = await Compare(run, http, "product", products, alone, cancellation);
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

    /// <summary>What the orders beside cost by themselves, a second: it is none of the reads' cost.</summary>
    private static async Task<OrdersCost> OrdersAlone(BenchRun run, CancellationToken cancellation)
    {
        var seconds = run.Settings.Quick ? 2 : 6;
        await Task.Delay(TimeSpan.FromSeconds(seconds), cancellation); // until what orders set off goes on as steadily as they come
        var leg = await run.OnProduct(
            "100 orders a second, alone",
            async () =>
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds), cancellation);
                return new Outcome(100 * seconds, seconds);
            },
            cancellation);
        return new OrdersCost(leg.Costs.Program / leg.Seconds, leg.Costs.Postgres / leg.Seconds);
    }

    private static async Task<Comparison> Compare(BenchRun run, HttpClient http, string what, IReadOnlyList<string> targets, OrdersCost orders, CancellationToken cancellation)
    {
        await using var reading = await Reading.Start(run, http, what, targets, "fresh", cancellation);
        await reading.WarmUp();
        var before = await reading.OnBare();
        var measured = await reading.OnProduct();
        var after = await reading.OnBare();
        var product = orders.Without(measured);
        if (product < OrdersCost.With(measured) * 0.7)
        {
            // Orders that set off so much are put off when the processors are full, so what they cost alone says nothing any more.
            run.Results.Notes.Add($"The orders beside took most of the processors while the {what} was read: its ratio counts their cost, too.");
            product = OrdersCost.With(measured);
        }

        return new Comparison((before.ProgramMs + after.ProgramMs) / 2 / product, measured.Outcome.Rate, product * 1e3, BenchRun.BoundOf(measured));
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
        run.Results.Set(key, bare.ProgramMs / OrdersCost.With(await reading.OnProduct()));
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

    /// <param name="Program">CPU seconds of the program a second.</param>
    /// <param name="Postgres">The same of PostgreSQL.</param>
    private sealed record OrdersCost(double Program, double Postgres)
    {
        /// <summary>CPU milliseconds of a request, of the program and of PostgreSQL together, without what the orders beside cost.</summary>
        public double Without(Leg leg) => With(leg) - (Program + Postgres) * leg.Seconds * 1e3 / leg.Outcome.Done;

        /// <summary>The same with what the orders beside cost.</summary>
        public static double With(Leg leg) => (leg.Costs.Program + leg.Costs.Postgres) * 1e3 / leg.Outcome.Done;
    }

    /// <param name="Ratio">CPU of the bare server for a request ÷ CPU of the product.</param>
    /// <param name="Rate">Requests a second on the product.</param>
    /// <param name="ProductUs">CPU microseconds of the product for a request.</param>
    /// <param name="Bound">What bounds the rate.</param>
    private sealed record Comparison(double Ratio, double Rate, double ProductUs, string Bound);
}
