using Kontor.Contracts.Orders.V1;
using Kontor.Orders.Model;
using Kontor.Orders.Storage;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Orders.Features;

/// <summary>
/// Takes over what was given back of imported orders, a batch in one transaction: each line is set against the newest earlier lines of the same customer
/// and SKU with quantity left. What was decided once stays decided, also for what found nothing.
/// </summary>
internal sealed class ImportReturns(Database database, Outbox outbox, TimeProvider clock)
{
    public async Task<Result<ImportReturnsResponse>> Handle(ImportReturnsRequest request, CallContext call) =>
        ImportRules.Check(request).Failed(OrdersErrors.Invalid, out var invalid)
            ? invalid
            : await database.In(call.Shop).Transaction(transaction => Import(transaction, call.Shop, request.Returns), call.Aborted);

    private async Task<Result<ImportReturnsResponse>> Import(Transaction transaction, ShopId shop, IReadOnlyList<ImportedReturn> returns)
    {
        await ImportLock.Take(transaction, shop);
        var known = await ImportedReturns.Known(transaction, shop, [.. returns.Select(given => given.Number)]);
        var news = returns.Where(given => !known.ContainsKey(given.Number)).ToList();
        var plan = new ReturnPlan(news.Count == 0 ? [] : await ImportedReturns.Returnable(transaction, shop, news));
        var decided = news.Select(given => Decide(given, plan)).ToList();
        if (decided.Count > 0)
        {
            await ImportedReturns.Insert(transaction, shop, decided, clock.GetUtcNow());
            Tell(transaction, shop, [.. decided.Where(given => given.Taken.Any())]);
        }

        var outcomes = decided.ToDictionary(given => given.Given.Number, given => new ImportedReturnOutcome { Taken = { given.Against.Select(against => against is not null) } });
        return new ImportReturnsResponse
        {
            Outcomes = { returns.Select(given => known.TryGetValue(given.Number, out var before) ? OutcomeOf(given, before) : outcomes[given.Number]) },
        };
    }

    private static DecidedReturn Decide(ImportedReturn given, ReturnPlan plan) => new(
        given,
        ImportRules.ContentOf(given),
        [.. given.Lines.Select(line => given.CustomerId.Length == 0 ? null : plan.Take(Guid.Parse(given.CustomerId), line.Sku, line.Quantity, given.ReturnedAt.ToDateTimeOffset(), given.Number))]);

    private void Tell(Transaction transaction, ShopId shop, IReadOnlyList<DecidedReturn> news) => outbox.AddAll(
        transaction,
        shop,
        OrdersReturned.Type,
        [.. ImportEvents.Split(news, given => given.Given.Lines.Count).Select(part => (IdOf(shop, part[0]), new OrdersReturned(
            [.. part.Select(given => ImportEvents.Of(IdOf(shop, given), given.Given.Number, given.Given.Country, given.At, given.Taken))],
            ImportEvents.Names(part.SelectMany(given => given.Taken)))))]);

    private static Guid IdOf(ShopId shop, DecidedReturn given) => ImportedId.Of(shop, given.At, $"return {given.Given.Number}");

    private static ImportedReturnOutcome OutcomeOf(ImportedReturn given, KnownReturn before) =>
        before.Content.AsSpan().SequenceEqual(ImportRules.ContentOf(given))
            ? new ImportedReturnOutcome { Taken = { before.Taken } }
            : new ImportedReturnOutcome { Different = true, Taken = { given.Lines.Select(_ => false) } };
}
