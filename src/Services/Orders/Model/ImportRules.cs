using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Orders.V1;
using Kontor.Platform.Failures;

namespace Kontor.Orders.Model;

/// <summary>What imported orders and returns must look like, and how the same one is recognised.</summary>
internal static class ImportRules
{
    /// <summary>The highest number: far above any invoice's, and the counter can go on from it for ever.</summary>
    public const long MostNumber = 999_999_999_999;

    private const int MostLines = 20_000;
    private const long MostPieces = 1_000_000_000;
    private const long MostPrice = 1_000_000_000_00;

    /// <summary>Not countries, but what ISO 3166-1 keeps for the European Union and leaves to its users.</summary>
    private static readonly IReadOnlyList<string> s_halfKnown = ["EU", "ZZ"];

    public static Validation Check(ImportOrdersRequest request)
    {
        var validation = new Validation()
            .Range("/numbersUpTo", request.NumbersUpTo, 0, MostNumber)
            .Numbers("/orders", request.Orders.Select(order => order.Number), request.Orders.Sum(order => order.Lines.Count));
        foreach (var (index, order) in request.Orders.Index())
        {
            var pointer = $"/orders/{index}";
            validation
                .Range($"{pointer}/number", order.Number, 1, request.NumbersUpTo)
                .Header(pointer, order.PlacedAt, order.CustomerId, order.Country)
                .Email($"{pointer}/customer/email", order.Customer?.Email)
                .Line($"{pointer}/customer/name", order.Customer?.Name, 1, 200)
                .Range($"{pointer}/shipping", order.Shipping, 0, MostPrice)
                .Lines(pointer, order.Lines);
        }

        return validation;
    }

    public static Validation Check(ImportReturnsRequest request)
    {
        var validation = new Validation().Numbers("/returns", request.Returns.Select(given => given.Number), request.Returns.Sum(given => given.Lines.Count));
        foreach (var (index, given) in request.Returns.Index())
        {
            var pointer = $"/returns/{index}";
            validation
                .Range($"{pointer}/number", given.Number, 1, MostNumber)
                .Header(pointer, given.ReturnedAt, given.CustomerId, given.Country)
                .Lines(pointer, given.Lines);
        }

        return validation;
    }

    /// <summary>A hash of what decides whether it is the same order. Names don't: the catalogue may call things by other ones meanwhile.</summary>
    public static byte[] ContentOf(ImportedOrder order) => Hash(order.PlacedAt, order.CustomerId, order.Country, order.Lines, order.Shipping);

    /// <inheritdoc cref="ContentOf(ImportedOrder)"/>
    public static byte[] ContentOf(ImportedReturn given) => Hash(given.ReturnedAt, given.CustomerId, given.Country, given.Lines, shipping: 0);

    private static byte[] Hash(Timestamp at, string customer, string country, IEnumerable<ImportedLine> lines, long shipping)
    {
        var content = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{at.Seconds} {customer} {country} {shipping}\n");
        foreach (var line in lines)
        {
            content.Append(CultureInfo.InvariantCulture, $"{line.Quantity} {line.UnitPrice} {line.Sku}\n");
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString()));
    }

    private static Validation Numbers(this Validation validation, string pointer, IEnumerable<long> numbers, int lines)
    {
        var seen = new HashSet<long>();
        return validation
            .Require(lines <= MostLines, pointer, "too_many", "Send 20,000 lines at most in one batch.")
            .Require(numbers.All(seen.Add), pointer, "duplicate", "Send each number once in a batch.");
    }

    private static Validation Header(this Validation validation, string pointer, Timestamp? at, string customer, string country) => validation
        .Require(at is { Seconds: >= 0 } && at.Seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() && at.Nanos is >= 0 and < 1_000_000_000, $"{pointer}/at", "invalid", "Say when it happened, not before 1970.")
        .Require(customer.Length == 0 || Guid.TryParse(customer, out _), $"{pointer}/customerId", "invalid", "Give the id of an account, or nothing for a guest.")
        .Require(Countries.IsKnown(country) || s_halfKnown.Contains(country), $"{pointer}/country", "invalid", "Give the two-letter code of a country (ISO 3166-1), EU or ZZ.");

    private static Validation Lines(this Validation validation, string pointer, IReadOnlyCollection<ImportedLine> lines)
    {
        validation.Require(lines.Count > 0, $"{pointer}/lines", "required", "Give at least one line.");
        foreach (var (index, line) in lines.Index())
        {
            // A pointer is made only for what is wrong: there are hundreds of thousands of lines.
            if (line.Quantity is < 1 or > MostPieces || line.UnitPrice is < 0 or > MostPrice
                || new Validation().Line("", line.Sku, 1, 64).Line("", line.Name, 1, 200).Faults.Count > 0)
            {
                validation.Require(false, $"{pointer}/lines/{index}", "invalid", "Give a SKU, a name, 1 to 1,000,000,000 pieces and a price of 0 or more.");
            }
        }

        return validation;
    }
}
