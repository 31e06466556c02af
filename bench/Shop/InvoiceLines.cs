using System.Globalization;

namespace Kontor.Bench.Shop;

/// <summary>Invoices as a retailer's system writes them out, with the dirt that real ones have: cancellations, fees, missing customers and names. The same ones every time.</summary>
internal static class InvoiceLines
{
    private const string Header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

    private static readonly string[] s_countries = ["United Kingdom", "United Kingdom", "United Kingdom", "United Kingdom", "Germany", "France", "EIRE", "Spain", "Netherlands", "Australia"];

    public static async Task Write(TextWriter writer, int lines)
    {
        var random = new Random(6);
        var names = Catalogue.Make(3_500, seed: 7).Select(product => product.Name.ToUpperInvariant()).ToList();
        var at = new DateTime(2020, 12, 1, 8, 0, 0, DateTimeKind.Utc);
        await writer.WriteLineAsync(Header);
        for (var (written, invoice) = (0, 500_000); written < lines; invoice++)
        {
            at = at.AddMinutes(random.Next(1, 40));
            var isCancelled = random.Next(50) == 0;
            var customer = random.Next(4) == 0 ? "" : random.Next(12_000, 16_500).ToString(CultureInfo.InvariantCulture);
            var country = s_countries[random.Next(s_countries.Length)];
            for (var left = Math.Min(random.Next(1, 40), lines - written); left > 0; left--, written++)
            {
                await writer.WriteLineAsync(Line(random, names, isCancelled ? $"C{invoice}" : $"{invoice}", isCancelled ? -1 : 1, at, customer, country));
            }
        }
    }

    private static string Line(Random random, List<string> names, string invoice, int sign, DateTime at, string customer, string country)
    {
        var product = random.Next(names.Count);
        var isFee = random.Next(200) == 0;
        var (code, name) = isFee ? ("POST", "POSTAGE") : ((20_000 + product).ToString(CultureInfo.InvariantCulture), random.Next(300) == 0 ? "" : names[product]);
        var price = random.Next(400) == 0 ? 0m : (product % 2_000 + 29) / 100m;
        return string.Create(CultureInfo.InvariantCulture, $"{invoice},{code},{name},{sign * random.Next(1, 25)},{at:yyyy-MM-dd HH:mm:ss},{price},{customer},{country}");
    }
}
