using Kontor.Inventory.Model;
using Kontor.Platform.Storage;

namespace Kontor.Inventory.Storage;

/// <summary>
/// Tells new requests for stock from repeats. A request is known by its order or by its key; keys are locked before holds, and holds before levels, as by whoever releases one.
/// </summary>
internal static class Claims
{
    /// <summary>Keys and holds of requests that must all be new: one that isn't breaks a unique index.</summary>
    public static Sql[] AsNew(ShopId shop, IReadOnlyList<StockRequest> requests, DateTimeOffset now) => [InsertKeys(shop, requests, now), InsertHolds(shop, requests)];

    /// <summary>
    /// Finds out which requests are new, claims their keys, and locks what stands for the others until the transaction ends. A repeat doesn't make a hold last longer: whoever repeats a request
    /// whose order a crash left behind waits for its recovery, which begins when the hold ends.
    /// </summary>
    /// <returns>For each request, in their order, what it is; null when a key was forgotten at this very moment: then nothing is decided, and it is to be tried again.</returns>
    public static async Task<IReadOnlyList<Claim>?> Take(Transaction transaction, ShopId shop, IReadOnlyList<StockRequest> requests, DateTimeOffset now)
    {
        var orders = requests.Select(request => request.OrderId).ToArray();
        var keys = requests.Select(request => request.Key).OfType<Guid>().Distinct().ToArray();
        transaction.Later($"{InsertKeys(shop, requests, now)} ON CONFLICT DO NOTHING");
        var (known, having) = await transaction.Lists<KeyRow, Guid>(
            $"SELECT key, body, order_id FROM request WHERE shop_id = {shop} AND key = ANY({keys}) ORDER BY key FOR UPDATE",
            $"SELECT order_id FROM hold WHERE shop_id = {shop} AND order_id = ANY({orders}) UNION SELECT order_id FROM reservation WHERE shop_id = {shop} AND order_id = ANY({orders})");
        if (known.Count < keys.Length)
        {
            return null;
        }

        // Found by its key only where the order has nothing of its own.
        var (owners, own) = (known.ToDictionary(row => row.Key), having.ToHashSet());
        var meant = requests.Select(request => request.Key is { } key && !own.Contains(request.OrderId) ? owners[key].OrderId : request.OrderId).ToArray();
        var standing = own.Count == 0 && meant.SequenceEqual(orders) ? [] : await Standing(transaction, shop, meant);

        // Of two sendings of one request that come together the first is new.
        var made = new List<StockRequest>();
        var claims = requests.Select((request, index) =>
        {
            if (standing.TryGetValue(meant[index], out var until))
            {
                var isOther = request.Key is { } key && meant[index] != request.OrderId && owners[key].Body != request.Body;
                return new Claim(isOther ? ClaimKind.Misuse : ClaimKind.Repeat, meant[index], until);
            }

            if (made.Find(first => first.OrderId == request.OrderId || (request.Key is not null && first.Key == request.Key)) is { } twin)
            {
                return new Claim(twin.Body == request.Body ? ClaimKind.Repeat : ClaimKind.Misuse, twin.OrderId, twin.ExpiresAt);
            }

            made.Add(request);
            return new Claim(ClaimKind.New, request.OrderId, request.ExpiresAt);
        }).ToList();

        // What a key stood for is gone: released, or refused.
        var moved = made.Where(request => request.Key is { } key && owners[key].OrderId != request.OrderId).ToList();
        if (moved.Count > 0)
        {
            transaction.Later(
                $"""
                UPDATE request SET order_id = moved.order_id, body = moved.body
                FROM unnest({moved.Select(request => request.Key!.Value).ToArray()}, {moved.Select(request => request.Body).ToArray()}, {moved.Select(request => request.OrderId).ToArray()})
                    AS moved (key, body, order_id)
                WHERE request.shop_id = {shop} AND request.key = moved.key
                """);
        }

        return claims;
    }

    /// <summary>A hold for each request. One whose order has a hold breaks a unique index.</summary>
    public static Sql InsertHolds(ShopId shop, IEnumerable<StockRequest> requests)
    {
        var sorted = requests.OrderBy(request => request.OrderId).ToList();
        return $"""
            INSERT INTO hold (shop_id, order_id, expires_at)
            SELECT {shop}, order_id, expires_at
            FROM unnest({sorted.Select(request => request.OrderId).ToArray()}, {sorted.Select(request => request.ExpiresAt.UtcDateTime).ToArray()}) AS wanted (order_id, expires_at)
            """;
    }

    /// <summary>Takes back what was just made for requests that can't have what they want.</summary>
    public static Sql[] Withdraw(ShopId shop, IReadOnlyCollection<StockRequest> requests) =>
    [
        $"DELETE FROM hold WHERE shop_id = {shop} AND order_id = ANY({requests.Select(request => request.OrderId).ToArray()})",
        $"DELETE FROM request WHERE shop_id = {shop} AND key = ANY({requests.Select(request => request.Key).OfType<Guid>().ToArray()})",
    ];

    /// <returns>Until when each order's stock is held; for ever where it is allocated. What an order has nothing of isn't there.</returns>
    private static async Task<Dictionary<Guid, DateTimeOffset>> Standing(Transaction transaction, ShopId shop, Guid[] orders)
    {
        var (held, reserved) = await transaction.Lists<HoldRow, Guid>(
            $"SELECT order_id, expires_at FROM hold WHERE shop_id = {shop} AND order_id = ANY({orders}) ORDER BY order_id FOR UPDATE",
            $"SELECT DISTINCT order_id FROM reservation WHERE shop_id = {shop} AND order_id = ANY({orders})");
        var standing = held.ToDictionary(hold => hold.OrderId, hold => hold.ExpiresAt);
        reserved.ForEach(order => standing.TryAdd(order, DateTimeOffset.MaxValue));
        return standing;
    }

    private static Sql InsertKeys(ShopId shop, IReadOnlyList<StockRequest> requests, DateTimeOffset now)
    {
        var keyed = requests.Where(request => request.Key is not null).OrderBy(request => request.Key).ToList();
        return $"""
            INSERT INTO request (shop_id, key, body, order_id, created_at)
            SELECT {shop}, key, body, order_id, {now}
            FROM unnest({keyed.Select(request => request.Key!.Value).ToArray()}, {keyed.Select(request => request.Body).ToArray()}, {keyed.Select(request => request.OrderId).ToArray()}) AS wanted (key, body, order_id)
            """;
    }

    private sealed record KeyRow
    {
        public required Guid Key { get; init; }

        public required Guid Body { get; init; }

        public required Guid OrderId { get; init; }
    }

    private sealed record HoldRow
    {
        public required Guid OrderId { get; init; }

        public required DateTimeOffset ExpiresAt { get; init; }
    }
}

/// <summary>What a request for stock turned out to be.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="OrderId">Whose hold answers it: its own order's, or the one that its first sending was answered with.</param>
/// <param name="ExpiresAt">Until when that is held; the end of time when it is allocated.</param>
internal sealed record Claim(ClaimKind Kind, Guid OrderId, DateTimeOffset ExpiresAt);

/// <summary>Kinds of requests for stock.</summary>
internal enum ClaimKind
{
    /// <summary>It has nothing yet.</summary>
    New,

    /// <summary>It came before.</summary>
    Repeat,

    /// <summary>Something else came before with its key.</summary>
    Misuse,
}
