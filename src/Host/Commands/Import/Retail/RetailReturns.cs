using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Orders.V1;
using Kontor.Platform.Rpc;

namespace Kontor.Host.Commands.Import.Retail;

/// <summary>Has credit notes set against the orders that they take back.</summary>
internal sealed class RetailReturns(RpcClient client, Func<CallContext> call, RetailCatalogue catalogue, RetailOrders orders, ImportTally tally)
{
    /// <summary>Takes a batch; all orders must be there.</summary>
    /// <returns>The lines that couldn't be taken.</returns>
    /// <exception cref="ImportFailedException">A service refuses or is unreachable.</exception>
    public async Task<IReadOnlyList<RejectedLine>> Take(IReadOnlyList<Invoice> notes)
    {
        // As with invoices: the first part has the number.
        var first = notes.DistinctBy(note => note.First.Number).ToList();
        var rejected = notes.Except(first).SelectMany(note => note.Lines).Select(read => new RejectedLine(read, "number_taken")).ToList();
        var request = new ImportReturnsRequest { Returns = { first.Select(ReturnOf) } };
        if (!(await client.Call(OrdersMethods.ImportReturns, request, call())).Try(out var response, out var error))
        {
            throw new ImportFailedException(error);
        }

        foreach (var (note, outcome) in first.Zip(response.Outcomes))
        {
            foreach (var (read, taken) in note.Lines.Zip(outcome.Taken))
            {
                if (taken)
                {
                    tally.Take(read.Line.Value);
                    catalogue.Find(read.Line.Code)!.GivenBack += read.Line.Quantity;
                }
                else
                {
                    rejected.Add(new RejectedLine(read, outcome.Different ? "number_taken" : "no_sale_found"));
                }
            }
        }

        return rejected;
    }

    private ImportedReturn ReturnOf(Invoice note) => new()
    {
        Number = note.First.Number,
        ReturnedAt = note.First.At.ToTimestamp(),
        CustomerId = orders.AccountOf(note.Customer),
        Country = note.First.Country,
        Lines = { note.Lines.Select(read => RetailOrders.LineOf(read.Line, catalogue)) },
    };
}
