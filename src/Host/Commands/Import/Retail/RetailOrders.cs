using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Orders.V1;
using Kontor.Contracts.Users.V1;
using Kontor.Platform.Rpc;

namespace Kontor.Host.Commands.Import.Retail;

/// <summary>Takes invoices over as orders, and their customers as accounts.</summary>
internal sealed class RetailOrders(RpcClient client, Func<CallContext> call, RetailCatalogue catalogue, ImportTally tally)
{
    // Reserved for what must never be an address (RFC 2606).
    private const string Domain = "online-retail.invalid";

    private readonly Dictionary<string, string> _accounts = new(StringComparer.Ordinal);

    /// <summary>The account of a customer who has bought something; empty for everybody else.</summary>
    public string AccountOf(string customer) => _accounts.GetValueOrDefault(customer, "");

    /// <summary>Takes a batch.</summary>
    /// <returns>The lines that couldn't be taken.</returns>
    /// <exception cref="ImportFailedException">A service refuses or is unreachable.</exception>
    public async Task<IReadOnlyList<RejectedLine>> Take(IReadOnlyList<Invoice> invoices)
    {
        var rejected = new List<RejectedLine>();
        // The number of an invoice that went on long after it had ended is taken by its first part.
        var first = invoices.DistinctBy(invoice => invoice.First.Number).ToList();
        rejected.AddRange(invoices.Except(first).SelectMany(invoice => invoice.Lines).Select(read => new RejectedLine(read, "number_taken")));

        // An order needs something that was ordered.
        var sales = first.Where(invoice => invoice.Lines.Exists(read => !read.Line.IsFee)).ToList();
        rejected.AddRange(first.Except(sales).SelectMany(invoice => invoice.Lines).Select(read => new RejectedLine(read, "fee_without_products")));
        if (sales.Count == 0)
        {
            return rejected;
        }

        await MakeAccounts([.. sales.Select(invoice => invoice.Customer).Where(customer => customer.Length > 0 && !_accounts.ContainsKey(customer)).Distinct(StringComparer.Ordinal)]);
        var request = new ImportOrdersRequest { NumbersUpTo = catalogue.HighestNumber, Orders = { sales.Select(OrderOf) } };
        if (!(await client.Call(OrdersMethods.ImportOrders, request, call())).Try(out var response, out var error))
        {
            throw new ImportFailedException(error);
        }

        foreach (var (invoice, outcome) in sales.Zip(response.Outcomes))
        {
            if (outcome == ImportedOrderOutcome.Different)
            {
                rejected.AddRange(invoice.Lines.Select(read => new RejectedLine(read, "number_taken")));
                continue;
            }

            tally.Orders++;
            foreach (var (line, _) in invoice.Lines)
            {
                tally.Take(line.Value);
                if (!line.IsFee)
                {
                    catalogue.Find(line.Code)!.Sold += line.Quantity;
                }
            }
        }

        return rejected;
    }

    private async Task MakeAccounts(IReadOnlyList<string> customers)
    {
        if (customers.Count == 0)
        {
            return;
        }

        var request = new ImportCustomersRequest { Customers = { customers.Select(customer => new ImportedCustomer { Email = EmailOf(customer), Name = NameOf(customer) }) } };
        if (!(await client.Call(UsersMethods.ImportCustomers, request, call())).Try(out var response, out var error))
        {
            throw new ImportFailedException(error);
        }

        foreach (var (customer, account) in customers.Zip(response.UserIds))
        {
            _accounts[customer] = account;
        }

        tally.Customers = _accounts.Count;
    }

    private ImportedOrder OrderOf(Invoice invoice) => new()
    {
        Number = invoice.First.Number,
        PlacedAt = invoice.First.At.ToTimestamp(),
        CustomerId = AccountOf(invoice.Customer),
        Customer = new Customer { Email = EmailOf(invoice.Customer), Name = NameOf(invoice.Customer) },
        Country = invoice.First.Country,
        Lines = { invoice.Lines.Where(read => !read.Line.IsFee).Select(read => LineOf(read.Line, catalogue)) },
        Shipping = invoice.Lines.Where(read => read.Line.IsFee).Sum(read => read.Line.Quantity * read.Line.Price),
    };

    public static ImportedLine LineOf(InvoiceLine line, RetailCatalogue catalogue) =>
        new() { Sku = line.Code, Name = catalogue.Find(line.Code)!.Name, Quantity = line.Quantity, UnitPrice = line.Price };

    private static string EmailOf(string customer) => $"{(customer.Length == 0 ? "guest" : customer)}@{Domain}";

    private static string NameOf(string customer) => customer.Length == 0 ? "Guest" : $"Customer {customer}";
}
