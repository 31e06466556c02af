using System.Globalization;
using System.Net;
using Kontor.Bench.Load;
using Kontor.Bench.Machine;
using Kontor.Bench.Shop;

namespace Kontor.Bench.Figures;

/// <summary>How long pages and searches take in a large shop that no cache can help with: 200 a second, while 100 orders a second are placed.</summary>
internal static class ReadFigures
{
    private const double PerSecond = 200;

    public static async Task Pages(BenchRun run, CancellationToken cancellation)
    {
        var walk = new PageWalk();
        var leg = await Read(run, "pages of 24", async ask =>
        {
            var page = walk.Take();
            walk.Read(page, await ask(page.Target));
        }, cancellation);
        run.Results.Set("uncached_list_p99_ms", leg.Outcome.P99Ms!.Value, BenchRun.BoundOfReads(leg));
        run.Results.Set("uncached_list_median_ms", leg.Outcome.MedianMs!.Value);
    }

    public static async Task Searches(BenchRun run, CancellationToken cancellation)
    {
        var searches = Catalogue.Searches(20_000, seed: 5).GetEnumerator();
        var (asked, found) = (0, 0);
        var leg = await Read(run, "searches", async ask =>
        {
            asked++; // by the one thread that paces
            searches.MoveNext();
            var answer = await ask($"/v1/products?limit=24&q={Uri.EscapeDataString(searches.Current)}");
            if (answer.AsSpan().IndexOf("\"items\":[{"u8) >= 0)
            {
                Interlocked.Increment(ref found);
            }
        }, cancellation);
        run.Results.Set("search_p99_ms", leg.Outcome.P99Ms!.Value, BenchRun.BoundOfReads(leg));
        run.Results.Set("search_median_ms", leg.Outcome.MedianMs!.Value);
        run.Results.Set("search_found_share", (double)found / asked);
    }

    /// <param name="run">The run.</param>
    /// <param name="what">For people.</param>
    /// <param name="one">Asks once, by what it is given: path and query in, body out.</param>
    /// <param name="cancellation">Ends it early.</param>
    private static async Task<Leg> Read(BenchRun run, string what, Func<Func<string, Task<byte[]>>, Task> one, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = run.Installation.Running.Address };
        var client = 0;
        async Task<byte[]> Ask(string target)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(target, UriKind.Relative));
            var address = Interlocked.Increment(ref client) % 4_000;
            request.Headers.Add("X-Shop", Seeding.LargeShop);
            request.Headers.Add("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"10.0.{address / 250}.{address % 250 + 1}"));
            using var answer = await http.SendAsync(request, cancellation);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellation);
            return answer.StatusCode == HttpStatusCode.OK ? body
                : throw new BenchFailedException($"{target} was answered with {(int)answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(body)}");
        }

        await using var orders = OrdersBeside.Start(run);
        await OpenLoop.Run(PerSecond, run.Settings.WarmUpSeconds, () => one(Ask), cancellation);
        var leg = await run.OnProduct(
            $"{what} at 200/s beside 100 orders/s",
            async () =>
            {
                var seconds = run.Settings.Quick ? 5 : 20;
                var times = await OpenLoop.Run(PerSecond, seconds, () => one(Ask), cancellation);
                return new Outcome(times.Count, seconds, times.Median, times.P99);
            },
            cancellation);
        await orders.DisposeAsync();
        return leg;
    }
}
