using System.Globalization;
using System.Text.Json;
using Kontor.Testing;

namespace Kontor.Scenarios.Retail;

/// <summary>The whole of a real file, against a second computation of it.</summary>
[Trait("Processes", "own")]
public sealed class RealFileTests
{
    private const string File = "data/online_retail_2010-12_2011-08.csv.gz";

    private static readonly Dictionary<string, string> s_countries = new()
    {
        ["United Kingdom"] = "GB", ["Germany"] = "DE", ["France"] = "FR", ["EIRE"] = "IE", ["Spain"] = "ES", ["Netherlands"] = "NL", ["Belgium"] = "BE", ["Switzerland"] = "CH",
        ["Australia"] = "AU", ["Portugal"] = "PT", ["Channel Islands"] = "JE", ["Norway"] = "NO", ["Finland"] = "FI", ["Italy"] = "IT", ["Cyprus"] = "CY", ["Unspecified"] = "ZZ",
        ["Japan"] = "JP", ["Sweden"] = "SE", ["Austria"] = "AT", ["Hong Kong"] = "HK", ["Poland"] = "PL", ["Israel"] = "IL", ["Denmark"] = "DK", ["Singapore"] = "SG", ["Canada"] = "CA",
        ["Iceland"] = "IS", ["Greece"] = "GR", ["Malta"] = "MT", ["European Community"] = "EU", ["Lebanon"] = "LB", ["Lithuania"] = "LT", ["Brazil"] = "BR",
        ["United Arab Emirates"] = "AE", ["USA"] = "US", ["Bahrain"] = "BH", ["Czech Republic"] = "CZ", ["Saudi Arabia"] = "SA",
    };

    [SlowSharedDataFact(File)]
    public async Task Every_line_is_taken_or_rejected_for_a_reason_and_the_reports_add_up_to_the_file()
    {
        var path = SharedDataFactAttribute.PathOf(File)!;
        var oracle = RetailOracle.Of(path);
        var database = await TestInstallation.NewDatabase();
        var figures = await RetailProgram.Import(database, path);
        var installation = await TestInstallation.Start(database);
        await using var app = installation.App;

        Assert.Equal(320_705, figures.GetProperty("lines").GetInt32());
        Assert.Equal(5_761_931.382m, figures.GetProperty("value").GetDecimal());
        Assert.Equal((oracle.Rows.Count, oracle.Value), (figures.GetProperty("lines").GetInt32(), figures.GetProperty("value").GetDecimal()));
        Assert.Equal((oracle.Taken, oracle.TakenValue), (figures.GetProperty("taken").GetInt32(), figures.GetProperty("takenValue").GetDecimal()));
        Assert.Equal(oracle.Rows.Count, oracle.Taken + figures.GetProperty("rejected").EnumerateObject().Sum(reason => reason.Value.GetInt32()));
        Assert.Equal(oracle.Value, figures.GetProperty("takenValue").GetDecimal() + figures.GetProperty("rejectedValue").GetDecimal());
        Assert.Equal(oracle.NotFound.Count, figures.GetProperty("rejected").GetProperty("no_sale_found").GetInt32());
        Assert.Equal(
            (oracle.Prices.Count, oracle.Customers, oracle.Orders),
            (figures.GetProperty("products").GetInt32(), figures.GetProperty("customers").GetInt32(), figures.GetProperty("orders").GetInt32()));

        using var staff = await new TestShop(installation, default, RetailProgram.Shop, "GBP").OperatorHttp();
        Assert.Equal(oracle.Report(row => row.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), await Report(staff, "day"));
        Assert.Equal(oracle.Report(row => s_countries[row.Country]), await Report(staff, "country"));
        Assert.Equal(oracle.Report(row => row.Code), await Report(staff, "product"));
        Assert.Equal(oracle.Fees.Sum(row => row.Value) * 100, await installation.Ask<decimal>("SELECT sum(shipping) FROM orders.sales_order"));
        Assert.Equal(
            string.Join(',', oracle.Prices.OrderBy(product => product.Key, StringComparer.Ordinal).Select(product => $"{product.Key} {product.Value}")),
            await installation.Ask<string>("""SELECT string_agg(sku || ' ' || price, ',' ORDER BY sku COLLATE "C") FROM catalog.variant"""));
        Assert.Equal(
            string.Join(',', oracle.OnHand.OrderBy(level => level.Key, StringComparer.Ordinal).Select(level => $"{level.Key} {level.Value}")),
            await installation.Ask<string>("""SELECT string_agg(sku || ' ' || on_hand, ',' ORDER BY sku COLLATE "C") FROM inventory.stock_level"""));
        Assert.True(await RetailProgram.EachWasToldOnce(installation));
        await installation.InvariantsHold();

        var before = await RetailProgram.StateOf(installation);
        Assert.Equal(figures.GetRawText(), (await RetailProgram.Import(database, path)).GetRawText());
        Assert.Equal(before, await RetailProgram.StateOf(installation));
    }

    /// <summary>All pages, by key.</summary>
    private static async Task<IEnumerable<string>> Report(HttpClient staff, string by)
    {
        var (items, next) = (new List<JsonElement>(), "");
        do
        {
            var page = (await staff.GetJson($"/v1/reports/sales?by={by}&from=2010-12-01&to=2011-12-31{next}")).Body;
            items.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.GetProperty("next").GetString() is { } after ? $"&after={after}" : "";
        }
        while (next.Length > 0);

        return items.OrderBy(item => item.GetProperty("key").GetString(), StringComparer.Ordinal).Select(item =>
            $"{item.GetProperty("key").GetString()} {item.GetProperty("orders").GetInt64()} {item.GetProperty("units").GetInt64()} {item.GetProperty("revenue").GetProperty("amount").GetInt64()}");
    }
}
