using Kontor.Contracts.Orders.V1;
using Kontor.Orders.Model;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Storage;

/// <summary>A return that was imported.</summary>
internal sealed record KnownReturn
{
    public required long Number { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>Which of its lines were taken.</summary>
    public required bool[] Taken { get; init; }
}

/// <summary>A return as it was decided.</summary>
/// <param name="Given">The return.</param>
/// <param name="Content">By which it is recognised when it comes again.</param>
/// <param name="Against">For each of its lines what it is set against; null for a line that isn't taken.</param>
internal sealed record DecidedReturn(ImportedReturn Given, byte[] Content, IReadOnlyList<IReadOnlyList<SetAgainst>?> Against)
{
    public DateTimeOffset At => Given.ReturnedAt.ToDateTimeOffset();

    /// <summary>The lines that are taken.</summary>
    public IEnumerable<ImportedLine> Taken => Given.Lines.Zip(Against).Where(pair => pair.Second is not null).Select(pair => pair.First);
}

/// <summary>The statements of an import of returns: each takes the whole batch. Needs <see cref="ImportLock"/>, so nothing here races.</summary>
internal static class ImportedReturns
{
    public static async Task<IReadOnlyDictionary<long, KnownReturn>> Known(Transaction transaction, ShopId shop, long[] numbers) =>
        (await transaction.List<KnownReturn>($"SELECT number, content, taken FROM imported_return WHERE shop_id = {shop} AND number = ANY({numbers})")).ToDictionary(known => known.Number);

    /// <summary>What is left of the lines that these returns may be set against, the newest first.</summary>
    public static Task<List<ReturnableLine>> Returnable(Transaction transaction, ShopId shop, IReadOnlyCollection<ImportedReturn> returns)
    {
        var customers = returns.Where(given => given.CustomerId.Length > 0).Select(given => Guid.Parse(given.CustomerId)).Distinct().ToArray();
        var skus = returns.SelectMany(given => given.Lines).Select(line => line.Sku).Distinct(StringComparer.Ordinal).ToArray();
        return transaction.List<ReturnableLine>(
            $"""
            SELECT line.order_id, line.line, placed.customer_id, line.sku, placed.number, placed.created_at AS placed_at,
                   (line.quantity - coalesce((SELECT sum(quantity) FROM imported_return_line AS given
                                              WHERE given.shop_id = line.shop_id AND given.order_id = line.order_id AND given.line = line.line), 0))::bigint AS remaining
            FROM sales_order AS placed
            JOIN imported_order AS imported ON imported.shop_id = placed.shop_id AND imported.order_id = placed.id
            JOIN sales_order_line AS line ON line.shop_id = placed.shop_id AND line.order_id = placed.id
            WHERE placed.shop_id = {shop} AND placed.customer_id = ANY({customers}) AND line.sku = ANY({skus})
            ORDER BY placed.created_at DESC, placed.number DESC, line.line DESC
            """);
    }

    public static Task Insert(Transaction transaction, ShopId shop, IReadOnlyList<DecidedReturn> returns, DateTimeOffset now)
    {
        var parts = returns.SelectMany(given => given.Against.SelectMany((against, index) => (against ?? []).Select(set => (Return: given, Part: index + 1, Set: set)))).ToList();
        T[] Of<T>(Func<(DecidedReturn Return, int Part, SetAgainst Set), T> pick) => [.. parts.Select(pick)];
        var noted = parts.GroupBy(part => (part.Set.Line.OrderId, part.Return))
            .Select(order => (
                order.Key.OrderId,
                Id: ImportedId.Of(shop, order.Key.Return.At, $"return {order.Key.Return.Given.Number} of {order.Key.OrderId}"),
                order.Key.Return.At,
                Detail: $"{string.Join(", ", order.Select(part => $"{part.Set.Quantity} × {part.Set.Line.Sku}"))}, credit note {order.Key.Return.Given.Number}"))
            .ToList();
        return transaction.ExecuteAll([
            // One by one: an array of arrays would have to be square.
            .. returns.Select(given => (Sql)$"""
                INSERT INTO imported_return (shop_id, number, content, taken, returned_at, imported_at)
                VALUES ({shop}, {given.Given.Number}, {given.Content}, {given.Against.Select(against => against is not null).ToArray()}, {given.At}, {now})
                """),
            $"""
            INSERT INTO imported_return_line (shop_id, order_id, line, number, part, quantity)
            SELECT {shop}, * FROM unnest({Of(part => part.Set.Line.OrderId)}, {Of(part => part.Set.Line.Line)}, {Of(part => part.Return.Given.Number)}, {Of(part => part.Part)}, {Of(part => part.Set.Quantity)})
            """,
            $"""
            INSERT INTO order_history (shop_id, order_id, id, at, event, actor, detail)
            SELECT {shop}, order_id, id, at, 'returned', 'customer', detail
            FROM unnest({noted.Select(note => note.OrderId).ToArray()}, {noted.Select(note => note.Id).ToArray()}, {noted.Select(note => note.At.UtcDateTime).ToArray()},
                        {noted.Select(note => note.Detail).ToArray()}) AS given (order_id, id, at, detail)
            """]);
    }
}
