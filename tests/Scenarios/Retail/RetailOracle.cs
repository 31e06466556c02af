using System.Globalization;
using System.IO.Compression;
using Microsoft.VisualBasic.FileIO;

namespace Kontor.Scenarios.Retail;

/// <summary>What an import of a file must come to, worked out a second time in the simplest way: everything in memory, one line after the other.</summary>
internal sealed class RetailOracle
{
    private static readonly string[] s_fees = ["POST", "DOT", "C2"];
    private static readonly string[] s_noProducts = ["D", "M", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK"];

    private readonly List<Row> _sales;

    private RetailOracle(List<Row> rows)
    {
        Rows = rows;
        var products = rows.Where(row => IsProduct(row.Code)).ToList();
        var good = products.Where(row => row.Price >= 0.01m && row.IsCancellation == row.Quantity < 0).ToList();
        _sales = [.. good.Where(row => !row.IsCancellation)];
        var invoices = _sales.Select(row => row.Invoice).ToHashSet();
        Fees = [.. rows.Where(row => s_fees.Contains(row.Code) && row.Quantity > 0 && row.Price >= 0.01m && invoices.Contains(row.Invoice))];
        var left = _sales.ToLookup(row => (row.Customer, row.Code));
        foreach (var row in good.Where(row => row.IsCancellation))
        {
            (SetAgainst(row, left[(row.Customer, row.Code)]) ? Returns : NotFound).Add(row);
        }

        var sold = _sales.Select(row => row.Code).ToHashSet();
        Prices = good.Where(row => sold.Contains(row.Code)).GroupBy(row => row.Code).ToDictionary(code => code.Key, code => Median([.. code.Select(row => row.Price).Order()]));
    }

    public List<Row> Rows { get; }

    public List<Row> Fees { get; }

    public List<Row> Returns { get; } = [];

    public List<Row> NotFound { get; } = [];

    /// <summary>In minor units, by code.</summary>
    public Dictionary<string, long> Prices { get; }

    public int Orders => _sales.Select(row => row.Invoice).Distinct().Count();

    public int Customers => _sales.Select(row => row.Customer).Where(customer => customer.Length > 0).Distinct().Count();

    public int Taken => _sales.Count + Fees.Count + Returns.Count;

    public decimal Value => Rows.Sum(row => row.Value);

    public decimal TakenValue => _sales.Concat(Fees).Concat(Returns).Sum(row => row.Value);

    /// <summary>Twice what was sold came in, what was sold and kept went out; what was given back has a negative quantity.</summary>
    public Dictionary<string, long> OnHand
    {
        get
        {
            var given = Returns.ToLookup(row => row.Code, row => row.Quantity);
            return _sales.GroupBy(row => row.Code).ToDictionary(code => code.Key, code => code.Sum(row => row.Quantity) - given[code.Key].Sum());
        }
    }

    /// <summary>A report, as <c>key orders units revenue</c>.</summary>
    public IEnumerable<string> Report(Func<Row, string> key)
    {
        // An order stands on the day on which it began.
        var began = _sales.GroupBy(row => row.Invoice).ToDictionary(invoice => invoice.Key, invoice => invoice.First().At);
        var sold = _sales.Select(row => (Key: key(row with { At = began[row.Invoice] }), Row: row)).ToList();
        var given = Returns.Select(row => (Key: key(row), Row: row)).ToList();
        var orders = sold.Select(sale => (sale.Key, sale.Row.Invoice)).Distinct().CountBy(sale => sale.Key).ToDictionary();
        return sold.Concat(given).GroupBy(row => row.Key).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key} {orders.GetValueOrDefault(group.Key)} {group.Sum(row => row.Row.Quantity)} {decimal.ToInt64(group.Sum(row => row.Row.Value) * 100)}");
    }

    public static RetailOracle Of(string path)
    {
        using var file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var parser = new TextFieldParser(content) { Delimiters = [","] };
        _ = parser.ReadFields();
        var rows = new List<Row>();
        while (parser.ReadFields() is { } fields)
        {
            rows.Add(new Row(
                fields[0], fields[1].ToUpperInvariant(), long.Parse(fields[3], CultureInfo.InvariantCulture), DateTime.Parse(fields[4], CultureInfo.InvariantCulture),
                decimal.Parse(fields[5], CultureInfo.InvariantCulture), fields[6], fields[7]));
        }

        return new RetailOracle(rows);
    }

    private static bool IsProduct(string code) => !s_fees.Contains(code) && !s_noProducts.Contains(code) && !code.StartsWith("GIFT_", StringComparison.Ordinal);

    /// <summary>As a whole or not at all.</summary>
    private static bool SetAgainst(Row given, IEnumerable<Row> sales)
    {
        var earlier = sales.Where(sale => given.Customer.Length > 0 && (sale.At, sale.Number).CompareTo((given.At, given.Number)) < 0).Reverse().ToList();
        if (earlier.Sum(sale => sale.Left) < -given.Quantity)
        {
            return false;
        }

        var wanted = -given.Quantity;
        foreach (var sale in earlier)
        {
            var part = Math.Min(wanted, sale.Left);
            sale.Left -= part;
            wanted -= part;
        }

        return true;
    }

    private static long Median(List<decimal> prices) => decimal.ToInt64(decimal.Round(100 * (prices[(prices.Count - 1) / 2] + prices[prices.Count / 2]) / 2, MidpointRounding.AwayFromZero));

    internal sealed record Row(string Invoice, string Code, long Quantity, DateTime At, decimal Price, string Customer, string Country)
    {
        public long Left { get; set; } = Quantity;

        public decimal Value => Quantity * Price;

        public bool IsCancellation => Invoice[0] == 'C';

        public long Number => long.Parse(Invoice.TrimStart('C', 'A'), CultureInfo.InvariantCulture);
    }
}
