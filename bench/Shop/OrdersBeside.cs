using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Kontor.Bench.Load;

namespace Kontor.Bench.Shop;

/// <summary>100 orders a second, which a shop goes on taking while it is read.</summary>
internal sealed class OrdersBeside : IAsyncDisposable
{
    private const double PerSecond = 100;

    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpClient _http;
    private readonly OrderBook _book;
    private readonly int _run;
    private readonly Random _random = new(3);
    private readonly Task<Latencies> _sending;
    private int _sent;

    private OrdersBeside(Uri shop, OrderBook book)
    {
        _http = new HttpClient { BaseAddress = shop };
        _book = book;
        _run = book.NextRun();
        _sending = OpenLoop.Run(PerSecond, double.PositiveInfinity, PlaceOne, _stopping.Token);
    }

    public static OrdersBeside Start(BenchRun run) => new(run.Installation.Running.Address, run.Orders);

    /// <summary>Places no more orders, and tells how the placed ones did.</summary>
    /// <exception cref="BenchFailedException">One wasn't taken.</exception>
    public async ValueTask DisposeAsync()
    {
        if (!_stopping.IsCancellationRequested)
        {
            await _stopping.CancelAsync();
            await _sending;
            _http.Dispose();
            _stopping.Dispose();
        }
    }

    private async Task PlaceOne()
    {
        // Called by one thread up to the first wait.
        var number = _sent++;
        var (first, second, customer) = (_random.Next(1, 501), _random.Next(501, 1001), _random.Next(100_000));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/orders", UriKind.Relative));
        request.Headers.Add("Idempotency-Key", $"beside-{_run}-{number}");
        request.Headers.Add("X-Forwarded-For", $"10.1.{customer / 250 % 16}.{customer % 250 + 1}");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body(first, second, customer))) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await _http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        if (answer.StatusCode != HttpStatusCode.Created)
        {
            throw new BenchFailedException($"An order beside the reads was answered with {(int)answer.StatusCode}: {body}");
        }

        _book.Add(acknowledged: 1, unknown: 0);
    }

    private static string Body(int first, int second, int customer) =>
        $$$"""
        {"lines":[{"sku":"{{{Seeding.Sku(first)}}}","quantity":1},{"sku":"{{{Seeding.Sku(second)}}}","quantity":1}],"customer":{"email":"customer{{{customer}}}@example.com","name":"A"},
        "shippingAddress":{"name":"A","line1":"1 High St","city":"London","postalCode":"N1 1AA","country":"GB"},"delivery":{"method":"standard"},"payment":{"method":"invoice"}}
        """;
}
