using Kontor.Catalog.Model;
using Kontor.Catalog.Storage;
using Kontor.Contracts.Catalog.V1;
using Kontor.Platform.Failures;
using Kontor.Platform.Messaging;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Catalog.Features;

/// <summary>
/// Takes a batch of products from a file or another system: new SKUs become products, changed records change them, and a record that is the
/// same as last time changes nothing, also not what staff have edited since.
/// </summary>
internal sealed class ImportProducts(Database db, ShopCurrency currencies, Outbox outbox, TimeProvider clock)
{
    private const int MostProducts = 500;

    public async Task<Result<ImportProductsResponse>> Handle(ImportProductsRequest request, CallContext call)
    {
        if (Validate(request).Failed(CatalogErrors.Invalid, out var invalid))
        {
            return invalid;
        }

        if (!(await currencies.Of(call)).Try(out var currency, out var unreachable))
        {
            return unreachable;
        }

        var wrong = ProductRules.InAnotherCurrency(currency, request.Products.Select((product, index) => ($"/products/{index}/price", product.Price)));
        if (wrong.Count > 0)
        {
            return CatalogErrors.WrongCurrency(currency, wrong);
        }

        var records = request.Products.Select(product => new ImportRecord(product)).ToList();
        var answer = await db.In(call.Shop).Transaction<ImportProductsResponse>(transaction => Import(transaction, call.Shop, records), call.Aborted);
        if (answer.Try(out var response, out _) && response.Outcomes.Any(outcome => outcome == ImportOutcome.Created))
        {
            await RefreshStatistics(call);
        }

        return answer;
    }

    private static Validation Validate(ImportProductsRequest request)
    {
        var validation = new Validation().Require(request.Products.Count <= MostProducts, "/products", "too_many", "Send 500 products at most in one batch.");
        var skus = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, product) in request.Products.Index())
        {
            var pointer = $"/products/{index}";
            validation
                .Sku($"{pointer}/sku", product.Sku)
                .Require(skus.Add(product.Sku), $"{pointer}/sku", "duplicate", "Send each SKU once in a batch.")
                .Line($"{pointer}/name", product.Name, 1, ProductRules.LongestName)
                .Paragraphs($"{pointer}/description", product.Description, 0, ProductRules.LongestDescription)
                .Line($"{pointer}/brand", product.Brand, 0, ProductRules.LongestBrand)
                .Price($"{pointer}/price", product.Price)
                .Images($"{pointer}/images", product.Images)
                .Require(product.CategoryPath.Count <= CategoryForest.MaxDepth, $"{pointer}/categoryPath", "too_deep", "Use 10 levels of categories at most.");
            foreach (var (level, name) in product.CategoryPath.Index())
            {
                validation.Line($"{pointer}/categoryPath/{level}", name, 1, 100);
            }
        }

        return validation;
    }

    private async Task<Result<ImportProductsResponse>> Import(Transaction transaction, ShopId shop, IReadOnlyList<ImportRecord> records)
    {
        await CatalogLock.Alone(transaction, shop);
        var known = await ImportedRows.Known(transaction, shop, records);
        var decided = records.Select(record => (Record: record, Known: known.GetValueOrDefault(record.Sku))).ToList();
        var news = decided.Where(pair => pair.Known is null).Select(pair => new ImportedProductRow(Uuid7.New(clock), pair.Record)).ToList();
        var changed = decided.Where(pair => pair.Known is not null && pair.Known.SourceHash != pair.Record.Hash)
            .Select(pair => (Row: new ImportedProductRow(pair.Known!.ProductId, pair.Record), pair.Known.IsOnlyVariant))
            .ToList();
        if (news.Count + changed.Count > 0)
        {
            var categories = await ImportedCategories.Resolve(transaction, shop, [.. news.Concat(changed.Select(pair => pair.Row)).Select(row => row.Record.CategoryPath)], outbox, clock);
            if (categories is null)
            {
                return CatalogErrors.TooManyCategories;
            }

            // A product that staff gave more variants keeps its name and texts: they are no longer those of one record.
            var rewritten = changed.Where(pair => pair.IsOnlyVariant).Select(pair => pair.Row).ToList();
            var now = clock.GetUtcNow();
            await ImportedRows.Insert(transaction, shop, news, now, clock);
            await ImportedRows.Rewrite(transaction, shop, rewritten);
            await ImportedRows.Reprice(transaction, shop, [.. changed.Select(pair => pair.Row)], now);
            await ImportedRows.File(transaction, shop, [.. news, .. rewritten], categories);
            await Tell(transaction, shop, [.. news.Concat(changed.Select(pair => pair.Row)).Select(row => row.Id).Distinct()]);
        }

        return new ImportProductsResponse { Outcomes = { decided.Select(pair => OutcomeOf(pair.Record, pair.Known)) } };
    }

    private async Task Tell(Transaction transaction, ShopId shop, IReadOnlyList<Guid> products)
    {
        await SearchIndex.Refresh(transaction, shop, products);
        var slugs = await transaction.List<ProductSlug>($"SELECT id, slug FROM product WHERE shop_id = {shop} AND id = ANY({products.ToArray()}) ORDER BY id");
        outbox.AddAll(transaction, shop, ProductChanged.Type, [.. slugs.Select(product => (product.Id, new ProductChanged(product.Id, product.Slug, Deleted: false)))]);
    }

    // On its own, after the commit: a failure here must not undo the import. Large tables are left to the database's own schedule.
    private async Task RefreshStatistics(CallContext call) =>
        await db.In(call.Shop).Execute(
            $"SELECT refresh_statistics() WHERE (SELECT reltuples FROM pg_class WHERE oid = 'product'::regclass) < {MostProducts * 20}", call.Aborted);

    private static ImportOutcome OutcomeOf(ImportRecord record, KnownVariant? known) =>
        known is null ? ImportOutcome.Created : known.SourceHash == record.Hash ? ImportOutcome.Unchanged : ImportOutcome.Updated;

    private sealed record ProductSlug
    {
        public required Guid Id { get; init; }

        public required string Slug { get; init; }
    }
}
