using System.Net.Http.Json;
using System.Text.Json;
using Kontor.Bench.Load;

namespace Kontor.Bench.Shop;

/// <summary>Counts the orders that were acknowledged, to hold the shop against them at the end.</summary>
internal sealed class OrderBook
{
    private long _acknowledged;
    private long _unknown;
    private int _runs;

    /// <summary>Tells runs apart, in their idempotency keys.</summary>
    public int NextRun() => Interlocked.Increment(ref _runs);

    /// <param name="acknowledged">So many were answered with 201.</param>
    /// <param name="unknown">So many may have been under way when the load ended.</param>
    public void Add(long acknowledged, long unknown)
    {
        Interlocked.Add(ref _acknowledged, acknowledged);
        Interlocked.Add(ref _unknown, unknown);
    }

    /// <summary>Every order that was acknowledged is there, none is twice, and each piece of stock is accounted for.</summary>
    /// <exception cref="BenchFailedException">Something is lost or doubled.</exception>
    public async Task Check(Installation installation, CancellationToken cancellation)
    {
        var stored = await installation.Ask<long>("kontor", "SELECT count(*) FROM orders.sales_order WHERE shop_id = (SELECT id FROM shops.shop WHERE handle = 'main')", cancellation);
        if (stored < _acknowledged || stored > _acknowledged + _unknown)
        {
            throw new BenchFailedException($"{_acknowledged:N0} orders were acknowledged and {stored:N0} are there, with {_unknown:N0} that were under way when a load ended.");
        }

        using var http = await installation.SignIn(cancellation);
        var (onHand, reserved) = (0L, 0L);
        for (var number = 1; number <= Seeding.Articles; number++)
        {
            var stock = await http.GetFromJsonAsync<JsonElement>($"/v1/stock/{Seeding.Sku(number)}", cancellation);
            foreach (var level in stock.GetProperty("levels").EnumerateArray())
            {
                onHand += level.GetProperty("onHand").GetInt64();
                reserved += level.GetProperty("reserved").GetInt64();
            }
        }

        if (onHand != (long)Seeding.Articles * Seeding.Pieces || reserved != 2 * stored)
        {
            throw new BenchFailedException($"{stored:N0} orders of two pieces each are there, but {onHand:N0} pieces are on hand and {reserved:N0} are reserved.");
        }
    }
}
