using System.Text;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Types.V1;

namespace Kontor.Host.Commands.Import.Retail;

/// <summary>What the first look at a file tells: its products. The one thing that grows with the file's products, and with nothing else of it.</summary>
internal sealed class RetailCatalogue
{
    private const int LongestName = 200;

    private readonly Dictionary<string, RetailProduct> _products = new(StringComparer.Ordinal);

    /// <summary>The highest number of an invoice.</summary>
    public long HighestNumber { get; private set; }

    /// <summary>What was sold and has a name, by code.</summary>
    public IEnumerable<RetailProduct> Products => _products.Values.Where(product => product.IsSold && product.HasName).OrderBy(product => product.Code, StringComparer.Ordinal);

    /// <summary>The product with the code; null when it has no name.</summary>
    public RetailProduct? Find(string code) => _products.TryGetValue(code, out var product) && product.HasName ? product : null;

    /// <summary>Looks at a line, also at one that can't be taken: it may be the one that knows the name. Prices are those of sales and of what was given back.</summary>
    public void Add(InvoiceLine line, ReadOnlySpan<byte> description)
    {
        if (line.Code.Length == 0 || StockCodes.IsFee(line.Code) || StockCodes.ReasonAgainst(line.Code) is not null)
        {
            return;
        }

        if (!_products.TryGetValue(line.Code, out var product))
        {
            _products[line.Code] = product = new RetailProduct(line.Code);
        }

        Span<char> characters = stackalloc char[Math.Min(description.Length, 4 * LongestName)];
        var name = Encoding.UTF8.TryGetChars(description, characters, out var length) ? Clean(characters[..length]) : [];
        product.Add(name, line.Reason is null ? line.Price : 0);
        if (line is { Reason: null, IsCancellation: false })
        {
            product.IsSold = true;
            product.Sales++;
            HighestNumber = Math.Max(HighestNumber, line.Number);
        }
    }

    /// <summary>In one line, with single blanks.</summary>
    private static Span<char> Clean(Span<char> text)
    {
        var length = 0;
        foreach (var character in text)
        {
            var isBlank = char.IsWhiteSpace(character) || char.IsControl(character);
            if (!isBlank || (length > 0 && text[length - 1] != ' '))
            {
                text[length++] = isBlank ? ' ' : character;
            }
        }

        length = Math.Min(length, LongestName);
        length -= length > 0 && char.IsHighSurrogate(text[length - 1]) ? 1 : 0;
        return text[..length].TrimEnd(' ');
    }
}

/// <summary>A product as the lines with its code describe it.</summary>
internal sealed class RetailProduct(string code)
{
    // A file that calls a product otherwise in every line mustn't fill the memory. Real ones know a handful of names.
    private const int MostNames = 1_000;

    private readonly Dictionary<string, (int Times, int Priced)> _names = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, long> _prices = [];
    private string? _name;

    public string Code { get; } = code;

    public bool IsSold { get; set; }

    /// <summary>How many lines sold it.</summary>
    public long Sales { get; set; }

    /// <summary>Pieces that were sold, and how many of them were given back.</summary>
    public long Sold { get; set; }

    /// <inheritdoc cref="Sold"/>
    public long GivenBack { get; set; }

    public bool HasName => _names.Count > 0;

    /// <summary>The most frequent description. Of several, that of lines with a price: the others are notes such as "damaged"; then the first by its letters.</summary>
    public string Name => _name ??= _names.OrderByDescending(name => name.Value.Times).ThenByDescending(name => name.Value.Priced).ThenBy(name => name.Key, StringComparer.Ordinal).First().Key;

    /// <summary>The median of the positive prices in minor units; between two, what lies in the middle, halves up.</summary>
    public long Price
    {
        get
        {
            var count = _prices.Values.Sum();
            return (At((count - 1) / 2) + At(count / 2) + 1) / 2;
        }
    }

    public void Add(ReadOnlySpan<char> name, long price)
    {
        if (price > 0)
        {
            _prices[price] = _prices.GetValueOrDefault(price) + 1;
        }

        if (!name.IsEmpty)
        {
            var names = _names.GetAlternateLookup<ReadOnlySpan<char>>();
            if (names.TryGetValue(name, out var counted) || _names.Count < MostNames)
            {
                names[name] = (counted.Times + 1, counted.Priced + (price > 0 ? 1 : 0));
            }
        }
    }

    public ImportedProduct ToImported(string currency) => new() { Sku = Code, Name = Name, Price = new MoneyAmount { Amount = Price, Currency = currency }, Popularity = Sales };

    private long At(long place)
    {
        foreach (var (price, times) in _prices)
        {
            place -= times;
            if (place < 0)
            {
                return price;
            }
        }

        return 0;
    }
}
