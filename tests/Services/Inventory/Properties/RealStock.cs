using System.Globalization;
using Kontor.Contracts.Inventory.V1;
using Kontor.Testing;
using Npgsql;

namespace Kontor.Inventory.Tests.Properties;

/// <summary>The real service, on SKUs and orders that no other run uses.</summary>
internal sealed class RealStock
{
    private readonly TestShop _shop;
    private readonly ShiftedClock _clock;
    private readonly string _run = Guid.NewGuid().ToString("N")[..12];
    private readonly Guid[] _orders = [.. Enumerable.Range(0, StockModel.Orders).Select(_ => Guid.NewGuid())];

    private RealStock(TestShop shop, ShiftedClock clock)
    {
        _shop = shop;
        _clock = clock;
    }

    public static async Task<RealStock> Make(TestShop shop, ShiftedClock clock, StockModel like)
    {
        var real = new RealStock(shop, clock);
        foreach (var sku in like.OnHand.Keys.Select(level => level.Sku).Distinct())
        {
            await shop.AddProduct(real.Sku(sku));
        }

        foreach (var ((sku, location), quantity) in like.OnHand)
        {
            await shop.Adjust(real.Sku(sku), quantity, location);
        }

        return real;
    }

    /// <summary>Does it, and says what the caller was answered, in the words of the model.</summary>
    public async Task<string> Do(StockCommand command)
    {
        switch (command)
        {
            case StockCommand.Reserve(var order, var seconds):
                var key = StockModel.KeyOf(order) is { } shared ? $"{shared} {_run}" : "";
                var held = await _shop.Reserve(_orders[order], key, seconds, [.. StockModel.Wanted(order).Select(line => (Sku(line.Sku), line.Quantity))]);
                return Said(held, hold => $"held for #{Array.IndexOf(_orders, Guid.Parse(hold.OrderId))}");
            case StockCommand.Commit(var order):
                return Said(await _shop.Call(InventoryMethods.Commit, new CommitRequest { OrderId = _orders[order].ToString() }), _ => "committed");
            case StockCommand.Release(var order):
                return Said(await _shop.Release(_orders[order]), freed => freed.Released ? "released" : "nothing to release");
            case StockCommand.Expire(var order):
                return Said(await _shop.Release(_orders[order], onlyIfExpired: true), freed => freed.Released ? "released" : "nothing to release");
            case StockCommand.Extend(var order, var seconds):
                var until = new ExtendHoldRequest { OrderId = _orders[order].ToString(), ExpiresAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(_clock.GetUtcNow().AddSeconds(seconds)) };
                return Said(await _shop.Call(InventoryMethods.ExtendHold, until), _ => "extended");
            case StockCommand.Adjust(var sku, var location, var delta):
                return Said(
                    await _shop.Call(InventoryMethods.AdjustStock, new AdjustStockRequest { Sku = Sku(sku), Location = location, Delta = delta, Reason = "test" }),
                    movement => $"adjusted by {movement.OnHandDelta}");
            default:
                _clock.Advance(TimeSpan.FromMinutes(1));
                return "";
        }
    }

    /// <summary>What is in the database now, as a model of it.</summary>
    /// <param name="now">The model's time.</param>
    public async Task<StockModel> Look(long now)
    {
        await using var source = NpgsqlDataSource.Create(_shop.Installation.OwnerConnectionString);
        var skus = new[] { Sku("a"), Sku("b") };
        var levels = await Rows(source, "SELECT sku, location, on_hand::text FROM inventory.stock_level WHERE sku = ANY($1)", skus);
        var reserved = await Rows(source, "SELECT order_id::text, sku, location, quantity::text FROM inventory.reservation WHERE order_id = ANY($1)", _orders);
        var holds = await Rows(source, "SELECT order_id::text, extract(epoch FROM expires_at)::text FROM inventory.hold WHERE order_id = ANY($1)", _orders);
        return StockModel.Of([.. levels.Select(row => (Name(row[0]), row[1], Number(row[2])))]) with
        {
            Reserved = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(
                reserved.Select(row => KeyValuePair.Create((Array.IndexOf(_orders, Guid.Parse(row[0])), Name(row[1]), row[2]), Number(row[3])))),
            Holds = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(
                holds.Select(row => KeyValuePair.Create(
                    Array.IndexOf(_orders, Guid.Parse(row[0])),
                    now + (long)Math.Floor(double.Parse(row[1], CultureInfo.InvariantCulture) - _clock.GetUtcNow().ToUnixTimeSeconds())))),
            Now = now,
        };
    }

    /// <summary>What is wrong with the books of this run: every level is the sum of its movements and of its reservations.</summary>
    public async Task<IReadOnlyList<string>> Imbalance()
    {
        await using var source = NpgsqlDataSource.Create(_shop.Installation.OwnerConnectionString);
        var rows = await Rows(
            source,
            """
            SELECT format('%s@%s: %s on hand and %s reserved, movements sum to %s and %s, reservations to %s', sku, location, on_hand, reserved, moved, promised, kept)
            FROM (SELECT sku, location, on_hand, reserved,
                         (SELECT coalesce(sum(on_hand_delta), 0) FROM inventory.stock_movement AS ledger WHERE ledger.sku = level.sku AND ledger.location = level.location) AS moved,
                         (SELECT coalesce(sum(reserved_delta), 0) FROM inventory.stock_movement AS ledger WHERE ledger.sku = level.sku AND ledger.location = level.location) AS promised,
                         (SELECT coalesce(sum(quantity), 0) FROM inventory.reservation AS own WHERE own.sku = level.sku AND own.location = level.location) AS kept
                  FROM inventory.stock_level AS level WHERE sku = ANY($1)) AS level
            WHERE on_hand <> moved OR reserved <> promised OR reserved <> kept OR reserved < 0 OR on_hand < reserved
            """,
            new[] { Sku("a"), Sku("b") });
        return [.. rows.Select(row => row[0])];
    }

    private string Sku(string name) => $"{name}-{_run}";

    private static string Name(string sku) => sku.Split('-')[0];

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private string Said<T>(Result<T> result, Func<T, string> success) => result.Try(out var value, out var error) ? success(value)
        : error.Faults.Count == 0 ? error.Code
        : $"{error.Code}: {string.Join(", ", error.Faults.Select(fault => $"{Name(fault.Pointer)} {fault.Detail}"))}";

    private static async Task<List<string[]>> Rows(NpgsqlDataSource source, string sql, object value)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        }

        return rows;
    }
}
