using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Rpc;

namespace Kontor.Host.Commands.Import.Retail;

/// <summary>
/// Takes a file of real invoices into a shop: its products, then its invoices as orders, then its credit notes against them, then the stock that they
/// leave. It reads the file once for each and keeps none of it. Everything has the same identity each time, so an import that was stopped is simply run again.
/// </summary>
/// <param name="client">Reaches the services.</param>
/// <param name="call">Makes the context of a call in the shop.</param>
/// <param name="data">What to read.</param>
/// <param name="rejects">Gets what isn't taken.</param>
/// <param name="progress">Told how far it has come.</param>
internal sealed class RetailImport(RpcClient client, Func<CallContext> call, DataFile data, Rejects rejects, Action<ImportStep> progress)
{
    public const string Currency = "GBP";

    private const int ProductsAtOnce = 500;
    private const int StockAtOnce = 1_000;
    private const int LinesAtOnce = 4_000;
    private const int TellEvery = 2_000;

    // What Inventory takes as opening stock.
    private const long MostPieces = 1_000_000_000;

    private readonly RetailCatalogue _catalogue = new();
    private readonly CsvFile _csv = new(data);

    public ImportTally Tally { get; } = new();

    /// <exception cref="ImportFailedException">A service refuses or is unreachable; what was taken so far stays.</exception>
    /// <exception cref="InvalidDataException">The file is broken, or another kind of file.</exception>
    public async Task Run(CancellationToken cancellation)
    {
        await Survey(cancellation);
        await TakeProducts();
        var orders = new RetailOrders(client, call, _catalogue, Tally);
        await Each("Orders", isCancellation: false, orders.Take, cancellation);
        var returns = new RetailReturns(client, call, _catalogue, orders, Tally);
        await Each("Cancellations", isCancellation: true, returns.Take, cancellation);
        await TakeStock();
    }

    private async Task Survey(CancellationToken cancellation)
    {
        var (format, lines) = ((RetailFormat?)null, 0L);
        await foreach (var record in _csv.Records(cancellation))
        {
            if (format is null)
            {
                format = RetailFormat.Of(record);
                _csv.Columns = format.Columns;
                continue;
            }

            var line = format.Parse(record);
            _catalogue.Add(line, line.Reason is "malformed" or "not_utf8" ? [] : format.DescriptionOf(record));
            Tell("Reading", ++lines);
        }

        if (format is null)
        {
            throw new InvalidDataException("It is empty.");
        }
    }

    private async Task TakeProducts()
    {
        var products = _catalogue.Products.ToList();
        foreach (var batch in products.Chunk(ProductsAtOnce))
        {
            await Do(CatalogMethods.ImportProducts, new ImportProductsRequest { Products = { batch.Select(product => product.ToImported(Currency)) } });
            Tally.Products += batch.Length;
            progress(new ImportStep("Products", (double)Tally.Products / products.Count, Tally.Products, "products"));
        }
    }

    /// <summary>Reads the invoices or the credit notes, and has them taken in batches: the next one is read while one is under way.</summary>
    private async Task Each(string step, bool isCancellation, Func<IReadOnlyList<Invoice>, Task<IReadOnlyList<RejectedLine>>> take, CancellationToken cancellation)
    {
        var (format, lines, pending) = ((RetailFormat?)null, 0L, 0);
        var open = new OpenInvoices();
        var batch = new List<Invoice>();
        var underWay = Task.FromResult<IReadOnlyList<RejectedLine>>([]);
        await foreach (var record in _csv.Records(cancellation))
        {
            if (format is null)
            {
                format = RetailFormat.Of(record);
                continue;
            }

            var line = format.Parse(record);
            // What can't be taken anyway is told with the invoices, once.
            if (line.Reason is not null ? !isCancellation : line.IsCancellation == isCancellation)
            {
                var read = new ReadLine(line, record.Bytes.ToArray());
                var reason = line.Reason ?? (!line.IsFee && _catalogue.Find(line.Code) is null ? "missing_description" : open.Add(read));
                if (reason is not null)
                {
                    await Reject(new RejectedLine(read, reason));
                }
            }

            foreach (var invoice in open.Complete(line.Line))
            {
                await Add(invoice);
            }

            Tell(step, ++lines);
        }

        foreach (var invoice in open.Complete(long.MaxValue))
        {
            await Add(invoice);
        }

        await RejectAll(await underWay);
        await RejectAll(batch.Count == 0 ? [] : await take(batch));
        progress(new ImportStep(step, 1, lines, "lines"));

        async Task Add(Invoice invoice)
        {
            batch.Add(invoice);
            pending += invoice.Lines.Count;
            if (pending >= LinesAtOnce)
            {
                await RejectAll(await underWay);
                underWay = take(batch);
                (batch, pending) = ([], 0);
            }
        }
    }

    /// <summary>Twice of what was sold comes in, what was sold and kept goes out: so the ledger explains the past, and the shop can go on.</summary>
    private async Task TakeStock()
    {
        // What is given back may have been sold in an earlier file.
        foreach (var batch in _catalogue.Products.Where(product => product.Sold > 0).Chunk(StockAtOnce))
        {
            await Do(InventoryMethods.OpenStock, new OpenStockRequest
            {
                Reason = "opening stock of an import",
                Stock = { batch.Select(product => new SkuQuantity { Sku = product.Code, Quantity = Math.Min(2 * product.Sold, MostPieces) }) },
                Sold = { batch.Select(product => new SkuQuantity { Sku = product.Code, Quantity = Math.Clamp(product.Sold - product.GivenBack, 0, MostPieces) }) },
            });
        }

        progress(new ImportStep("Stock", 1));
    }

    private async Task Do<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request)
        where TRequest : class, Google.Protobuf.IMessage<TRequest>
        where TResponse : class, Google.Protobuf.IMessage<TResponse>, new()
    {
        if ((await client.Call(method, request, call())).Failed(out var error))
        {
            throw new ImportFailedException(error);
        }
    }

    private async Task RejectAll(IEnumerable<RejectedLine> lines)
    {
        foreach (var line in lines)
        {
            await Reject(line);
        }
    }

    private Task Reject(RejectedLine rejected)
    {
        Tally.Reject(rejected.Reason, rejected.Read.Line.Value);
        return rejects.Add(new FileLine(rejected.Read.Line.Line, rejected.Read.Bytes), rejected.Reason);
    }

    private void Tell(string step, long lines)
    {
        if (lines % TellEvery == 0)
        {
            progress(new ImportStep(step, data.Progress, lines, "lines"));
        }
    }
}

/// <summary>A line that can't be taken, and why.</summary>
internal readonly record struct RejectedLine(ReadLine Read, string Reason);
