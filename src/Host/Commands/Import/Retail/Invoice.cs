namespace Kontor.Host.Commands.Import.Retail;

/// <summary>A line with the bytes it was read from, for when it can't be taken after all.</summary>
internal readonly record struct ReadLine(InvoiceLine Line, byte[] Bytes);

/// <summary>The lines of one invoice or credit note.</summary>
internal sealed class Invoice
{
    public List<ReadLine> Lines { get; } = [];

    public InvoiceLine First => Lines[0].Line;

    /// <summary>Whose it is: the first customer that a line names; empty for a guest's.</summary>
    public string Customer { get; private set; } = "";

    /// <summary>Adds a line, unless it is another customer's.</summary>
    public bool Add(ReadLine line)
    {
        var customer = line.Line.Customer;
        if (customer.Length > 0 && Customer.Length > 0 && customer != Customer)
        {
            return false;
        }

        Customer = customer.Length > 0 ? customer : Customer;
        Lines.Add(line);
        return true;
    }
}

/// <summary>
/// Puts lines together to invoices. Those of one stand together, but for a few of others in between, so an invoice is complete when it hasn't gone on
/// for some time: no more than a few are open at once, however long the file is.
/// </summary>
internal sealed class OpenInvoices
{
    private const int Patience = 200;
    private const int MostLines = 10_000;

    private readonly Dictionary<(long Number, bool IsCancellation), (Invoice Invoice, long LastLine)> _open = [];
    private readonly Queue<(long Number, bool IsCancellation)> _order = new();

    /// <summary>Adds a line to its invoice.</summary>
    /// <returns>Why it can't be; null when it is.</returns>
    public string? Add(ReadLine line)
    {
        var key = (line.Line.Number, line.Line.IsCancellation);
        if (!_open.TryGetValue(key, out var open))
        {
            open = (new Invoice(), 0);
            _order.Enqueue(key);
        }

        _open[key] = (open.Invoice, line.Line.Line);
        return open.Invoice.Lines.Count == MostLines ? "too_many_lines" : open.Invoice.Add(line) ? null : "other_customer";
    }

    /// <summary>The invoices that are complete, in the order in which they began.</summary>
    /// <param name="line">How far the file has been read.</param>
    public IEnumerable<Invoice> Complete(long line)
    {
        while (_order.TryPeek(out var key) && _open[key].LastLine + Patience < line)
        {
            _order.Dequeue();
            _open.Remove(key, out var open);
            yield return open.Invoice;
        }
    }
}
