using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Kontor.Host.Commands.Import.Retail;

/// <summary>Understands the records of an online-retail file. Not for several readers at once.</summary>
internal sealed class RetailFormat
{
    private static readonly string[] s_names = ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"];

    private const long MostPieces = 1_000_000_000;
    private const decimal MostPrice = 1_000_000_000;

    // Far beyond any invoice; sums of such lines stay within what a level of stock and an order can hold.
    private const long MostOfLine = 10_000_000;
    private const long MostNumber = 999_999_999_999;

    private readonly int[] _places;
    private readonly RecentTexts _codes = new(text => text.ToUpperInvariant());
    private readonly RecentTexts _customers = new(text => text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text);
    private readonly RecentTexts _countries = new(RetailCountries.CodeOf);
    private readonly UkTime _time = new();

    private RetailFormat(int[] places) => _places = places;

    /// <summary>How many fields a record has.</summary>
    public int Columns => _places.Length;

    /// <summary>Reads the first record, which names the columns.</summary>
    /// <exception cref="InvalidDataException">It doesn't.</exception>
    public static RetailFormat Of(CsvRecord header)
    {
        var names = Enumerable.Range(0, header.Count).Select(index => Encoding.UTF8.GetString(header[index]).Trim()).ToList();
        var places = s_names.Select(name => names.FindIndex(given => given.Equals(name, StringComparison.OrdinalIgnoreCase))).ToArray();
        return names.Count == s_names.Length && Array.TrueForAll(places, place => place >= 0)
            ? new RetailFormat(places)
            : throw new InvalidDataException($"Its first line must name the columns {string.Join(", ", s_names)}, in UTF-8.");
    }

    /// <summary>The description as it stands in the record.</summary>
    public ReadOnlySpan<byte> DescriptionOf(CsvRecord record) => Field(record, 2);

    public InvoiceLine Parse(CsvRecord record)
    {
        if (record.Count != Columns)
        {
            return new InvoiceLine { Line = record.Line, Reason = "malformed" };
        }

        var (hasQuantity, hasPrice) = (TryQuantity(Field(record, 3), out var quantity), TryPrice(Field(record, 5), out var price));
        var code = _codes[Field(record, 1)];
        var line = new InvoiceLine { Line = record.Line, Value = hasQuantity && hasPrice ? quantity * price : 0, Code = code, Price = decimal.IsInteger(price * 100) ? (long)(price * 100) : 0 };
        var number = Field(record, 0);
        var isCancellation = number is [(byte)'C' or (byte)'c', ..];
        var isFee = StockCodes.IsFee(code);
        if (Missing(record, hasQuantity, hasPrice) is { } missing)
        {
            return line with { Reason = missing };
        }

        if (StockCodes.ReasonAgainst(code) is { } noProduct)
        {
            return line with { Reason = noProduct };
        }

        if (!TryNumber(isCancellation ? number[1..] : number, out var invoice))
        {
            return line with { Reason = "not_an_invoice" };
        }

        if (!_time.TryRead(Field(record, 4), out var at))
        {
            return line with { Reason = "malformed_date" };
        }

        var customer = _customers[Field(record, 6)];
        var reason = !customer.All(char.IsAsciiDigit) || customer.Length > 18 ? "malformed_customer"
            : isCancellation && quantity > 0 ? "positive_cancellation"
            : isCancellation && isFee ? "fee_given_back"
            : quantity == 0 ? "zero_quantity"
            : !isCancellation && quantity < 0 ? "negative_quantity"
            : Math.Abs(quantity) > MostOfLine || Math.Abs(quantity * price) > MostOfLine ? "too_large"
            : price == 0 ? "zero_price"
            : price < 0 ? "negative_price"
            : price < 0.01m ? "price_under_minor_unit"
            : line.Price == 0 ? "fraction_of_minor_unit"
            : null;
        return line with
        {
            Reason = reason,
            Number = invoice,
            IsCancellation = isCancellation,
            IsFee = isFee,
            Quantity = Math.Abs(quantity),
            At = at,
            Customer = customer,
            Country = _countries[Field(record, 7)],
        };
    }

    private string? Missing(CsvRecord record, bool hasQuantity, bool hasPrice) =>
        !Utf8.IsValid(record.Bytes.Span) ? "not_utf8"
        : Field(record, 0).IsEmpty ? "missing_invoice"
        : Field(record, 1).IsEmpty ? "missing_code"
        : Field(record, 4).IsEmpty ? "missing_date"
        : !hasQuantity ? Field(record, 3).IsEmpty ? "missing_quantity" : "malformed_quantity"
        : !hasPrice ? Field(record, 5).IsEmpty ? "missing_price" : "malformed_price"
        : null;

    private ReadOnlySpan<byte> Field(CsvRecord record, int name) => record[_places[name]].Trim(" \t"u8);

    private static bool TryQuantity(ReadOnlySpan<byte> text, out long quantity) =>
        Utf8Parser.TryParse(text, out quantity, out var read) && read == text.Length && quantity is >= -MostPieces and <= MostPieces;

    private static bool TryPrice(ReadOnlySpan<byte> text, out decimal price) =>
        Utf8Parser.TryParse(text, out price, out var read) && read == text.Length && price is >= -MostPrice and <= MostPrice;

    private static bool TryNumber(ReadOnlySpan<byte> text, out long number) =>
        Utf8Parser.TryParse(text, out number, out var read) && read == text.Length && text[0] is >= (byte)'0' and <= (byte)'9' && number is >= 1 and <= MostNumber;
}
