using System.Globalization;
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
    private const int Clients = 16;

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
        SetKnown(run, "list_not_modified_ratio", list);
        var detail = await Compare(run, http, "product", products, alone, cancellation);
        run.Results.Set("detail_ratio", detail.Ratio, detail.Bound);
        run.Results.Set("detail_per_s", detail.Rate);
        run.Results.Set("detail_cpu_us", detail.ProductUs);
        SetKnown(run, "detail_not_modified_ratio", detail);
        await orders.DisposeAsync();
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
        var answers = new List<CapturedAnswer>();
        foreach (var target in targets)
        {
            answers.Add(await CapturedAnswer.Of(http, target, cancellation));
        }

        var (captured, paths) = (run.Installation.Home.File($"{what}.json"), run.Installation.Home.File($"{what}.paths"));
        await File.WriteAllTextAsync(captured, JsonSerializer.Serialize(answers), cancellation);
        await File.WriteAllLinesAsync(paths, answers.Select(answer => $"{answer.Target}\t{answer.Tag}"), cancellation);
        await using var bare = await SampleProcess.Start(run.Installation.Home.Log, cancellation, "bare", captured);

        Task<Outcome> Load(Uri address, string condition, int seconds) => Wrk.Run(address, "reads.lua", Clients, seconds, [paths, condition], cancellation);
        async Task<Leg> OnBare(string condition)
        {
            var leg = await Meter.Measure($"bare server, {what}, {condition}", bare.Pid, null, null, () => Load(bare.Address, condition, run.Settings.ReadSeconds), cancellation);
            run.Results.Legs.Add(leg);
            run.Progress.Step(string.Create(CultureInfo.InvariantCulture, $"{leg.Name}: {leg.Outcome.Rate:N0}/s, {leg.ProgramMs * 1e3:0.0} µs of CPU each"));
            return leg;
        }

        Task<Leg> OnProduct(string condition) =>
            run.OnProduct($"{what}, {condition}", () => Load(run.Installation.Running.Address, condition, run.Settings.ReadSeconds), cancellation);

        await Load(bare.Address, "fresh", run.Settings.WarmUpSeconds);
        await Load(run.Installation.Running.Address, "fresh", run.Settings.WarmUpSeconds);
        var before = await OnBare("fresh");
        var measured = await OnProduct("fresh");
        var after = await OnBare("fresh");
        var product = orders.Without(measured);
        if (product < OrdersCost.With(measured) * 0.7)
        {
            // Orders that set off so much are put off when the processors are full, so what they cost alone says nothing any more.
            run.Results.Notes.Add($"The orders beside took most of the processors while the {what} was read: its ratio counts their cost, too.");
            orders = new OrdersCost(0, 0);
            product = OrdersCost.With(measured);
        }

        var known = answers.TrueForAll(answer => answer.Tag.Length > 0) && await IsKnown(http, answers[0], cancellation)
            ? (await OnBare("known")).ProgramMs / orders.Without(await OnProduct("known"))
            : (double?)null;
        return new Comparison((before.ProgramMs + after.ProgramMs) / 2 / product, measured.Outcome.Rate, product * 1e3, known, BenchRun.BoundOf(measured));
    }

    /// <summary>Whether the product tells a client that it has the answer already.</summary>
    private static async Task<bool> IsKnown(HttpClient http, CapturedAnswer answer, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(answer.Target, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("If-None-Match", answer.Tag);
        using var response = await http.SendAsync(request, cancellation);
        return response.StatusCode == HttpStatusCode.NotModified;
    }

    private static void SetKnown(BenchRun run, string key, Comparison comparison)
    {
        if (comparison.Known is { } ratio)
        {
            run.Results.Set(key, ratio);
        }
        else
        {
            run.Results.Notes.Add($"{key} is left out: the product doesn't answer If-None-Match with 304.");
        }
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
    /// <param name="Known">The ratio where the client has the answer already; null when the product doesn't tell.</param>
    /// <param name="Bound">What bounds the rate.</param>
    private sealed record Comparison(double Ratio, double Rate, double ProductUs, double? Known, string Bound);
}
