using Kontor.Contracts.Orders.V1;
using Kontor.Platform.Hosting;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Checks;

/// <summary>No answer is kept for an order that isn't there: whoever repeats a request is told of an order that exists, under the number that it has.</summary>
internal sealed class KeptAnswers(Database database)
{
    private const int PageSize = 2_000;
    private const int MostLines = 50;

    public async Task<Findings> Examine(CancellationToken cancellation)
    {
        var violations = new List<string>();
        var looked = 0L;
        var last = new Kept { ShopId = Guid.Empty };
        while (await Page(last, cancellation) is { Count: > 0 } page)
        {
            var told = page.Select(kept => (kept.ShopId, Order: Order.Parser.ParseFrom(kept.Answer))).ToList();

            // Read after the answers, which are written with their orders or later.
            var there = (await database.AcrossShops().List<Numbered>($"SELECT shop_id, id, number FROM sales_order WHERE id = ANY({told.Select(answer => Guid.Parse(answer.Order.Id)).ToArray()})", cancellation))
                .Select(order => (order.ShopId, order.Id.ToString(), order.Number.ToString())).ToHashSet();
            violations.AddRange(told
                .Where(answer => !there.Contains((answer.ShopId, answer.Order.Id, answer.Order.Number)))
                .Select(answer => $"shop {answer.ShopId}: a key's answer tells of order {answer.Order.Id} with number {answer.Order.Number}, which isn't there"));
            looked += page.Count;
            last = page[^1];
        }

        return new Findings([.. violations.Take(MostLines)], looked, "answers");
    }

    private Task<List<Kept>> Page(Kept after, CancellationToken cancellation) => database.AcrossShops().List<Kept>(
        $"""
        SELECT shop_id, actor, method, key, answer FROM idempotency_key
        WHERE method = ANY({(string[])[OrdersMethods.PlaceOrder.Path, OrdersMethods.CancelOrder.Path]}) AND answer IS NOT NULL
          AND (shop_id, actor, method, key) > ({after.ShopId}, {after.Actor}, {after.Method}, {after.Key})
        ORDER BY shop_id, actor, method, key LIMIT {PageSize}
        """,
        cancellation);

    private sealed record Kept
    {
        public required Guid ShopId { get; init; }

        public string Actor { get; init; } = "";

        public string Method { get; init; } = "";

        public string Key { get; init; } = "";

        public byte[] Answer { get; init; } = [];
    }

    private sealed record Numbered
    {
        public required Guid ShopId { get; init; }

        public required Guid Id { get; init; }

        public required long Number { get; init; }
    }
}
