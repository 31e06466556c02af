using System.Security.Cryptography;
using System.Text;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Inventory.V1;
using Kontor.Contracts.Types.V1;
using Kontor.Platform.Rpc;

namespace Kontor.Host.Commands.Import;

/// <summary>Takes a catalogue file into a shop, batch by batch. Each batch stands by itself, so an import that was stopped is simply run again.</summary>
/// <param name="client">Reaches the services.</param>
/// <param name="call">Makes the context of a call in the shop.</param>
/// <param name="currency">The currency of the file's prices.</param>
/// <param name="stock">How many pieces of a product that never had stock are put on the shelf; 0 for none.</param>
internal sealed class ProductImport(RpcClient client, Func<CallContext> call, string currency, int stock)
{
    private const int BatchSize = 500;

    // Sixteen bytes a record, the only thing that grows with the file.
    private readonly HashSet<UInt128> _seen = [];

    // Kept back until the batch they fell among is through, which may reject some of its own: they are told in the order of the file.
    private readonly List<Rejected> _rejected = [];

    public ImportTally Tally { get; } = new();

    public long Created { get; private set; }

    public long Updated { get; private set; }

    /// <summary>Reads the whole file.</summary>
    /// <param name="file">What to read.</param>
    /// <param name="rejects">Gets what isn't taken.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="ImportFailedException">A service refuses or is unreachable; what was taken so far stays.</exception>
    public async Task Run(DataFile file, Rejects rejects, Action<ImportStep> progress, CancellationToken cancellation)
    {
        var batch = new List<Pending>(BatchSize);
        await foreach (var line in file.Lines(cancellation))
        {
            if (line.Bytes is not null && line.Bytes.AsSpan().Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            var record = line.Bytes is null ? new ProductRecord(null, "line_too_long", 0) : ProductRecord.Parse(line.Bytes, currency);
            if (record.Product is null)
            {
                Reject(line, record.Reason!, record.Value);
            }
            else if (!_seen.Add(Fingerprint(record.Product.Sku)))
            {
                Reject(line, "duplicate", record.Value);
            }
            else
            {
                batch.Add(new Pending(line, record.Product, record.Value));
            }

            if (batch.Count + _rejected.Count == BatchSize)
            {
                await Finish(batch, rejects);
                progress(Step(file.Progress));
            }
        }

        await Finish(batch, rejects);
        Tally.Products = Tally.Taken;
        progress(Step(done: 1));
    }

    private ImportStep Step(double done) => new("Importing", done, Tally.Lines, "records");

    private async Task Finish(List<Pending> batch, Rejects rejects)
    {
        await Take(batch);
        foreach (var rejected in _rejected.OrderBy(rejected => rejected.Line.Number))
        {
            await rejects.Add(rejected.Line, rejected.Reason);
        }

        batch.Clear();
        _rejected.Clear();
    }

    private async Task Take(IReadOnlyList<Pending> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        var answer = await client.Call(CatalogMethods.ImportProducts, new ImportProductsRequest { Products = { batch.Select(pending => pending.Product) } }, call());
        if (answer.Try(out var response, out var error))
        {
            await OpenStock(batch);
            foreach (var (pending, outcome) in batch.Zip(response.Outcomes))
            {
                Tally.Take(pending.Value);
                Created += outcome == ImportOutcome.Created ? 1 : 0;
                Updated += outcome == ImportOutcome.Updated ? 1 : 0;
            }

            return;
        }

        // The catalogue names the records that break its rules; the others come again without them.
        var refused = error.Faults.Select(fault => (Index: IndexOf(fault.Pointer), Fault: fault)).Where(fault => fault.Index >= 0 && fault.Index < batch.Count)
            .GroupBy(fault => fault.Index).ToDictionary(faults => faults.Key, faults => faults.First().Fault);
        if (refused.Count == 0)
        {
            throw new ImportFailedException(error);
        }

        foreach (var (index, fault) in refused.OrderBy(pair => pair.Key))
        {
            Reject(batch[index].Line, $"{fault.Pointer.Split('/')[3]}_{fault.Code}", batch[index].Value);
        }

        await Take([.. batch.Where((_, index) => !refused.ContainsKey(index))]);
    }

    private async Task OpenStock(IReadOnlyList<Pending> batch)
    {
        if (stock > 0)
        {
            var request = new OpenStockRequest
            {
                Reason = "opening stock of an import",
                Stock = { batch.Select(pending => new SkuQuantity { Sku = pending.Product.Sku, Quantity = stock }) },
            };
            if ((await client.Call(InventoryMethods.OpenStock, request, call())).Failed(out var error))
            {
                throw new ImportFailedException(error);
            }
        }
    }

    private void Reject(FileLine line, string reason, decimal value)
    {
        Tally.Reject(reason, value);
        _rejected.Add(new Rejected(line, reason));
    }

    // /products/17/name
    private static int IndexOf(string pointer) => pointer.Split('/') is ["", "products", var index, _, ..] && int.TryParse(index, out var number) ? number : -1;

    private static UInt128 Fingerprint(string sku) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(sku)));

    private sealed record Pending(FileLine Line, ImportedProduct Product, decimal Value);

    private sealed record Rejected(FileLine Line, string Reason);
}

/// <summary>A service refuses an import or can't be reached.</summary>
internal sealed class ImportFailedException(Error error) : Exception(error.Message)
{
    public Error Error { get; } = error;
}
