using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Kontor.Testing;
using static Kontor.Testing.OrdersOfShop;

namespace Kontor.Scenarios.Retail;

/// <summary>A file of invoices with every kind of dirt, small enough to work out by hand what becomes of it.</summary>
[Trait("Processes", "own")]
public sealed class DirtyFileTests : IDisposable
{
    private const string Header = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

    private const string Lines =
        """"
        536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom
        536365,85123a,"WHITE  HANGING ""HEART""",2,2010-12-01 08:26:00,2.55,17850,United Kingdom
        536365,71053,"LANTERN,
        WHITE",10,2010-12-01 08:26:00,3.39,17850,United Kingdom
        536365,POST,POSTAGE,2,2010-12-01 08:26:00,18,17850,United Kingdom
        536366,71053,"LANTERN, WHITE",4,2010-12-02 09:00:00,3.39,,EIRE
        536365,21730,STAR,1,2010-12-02 09:00:00,1.25,17850,United Kingdom
        536367,71053,"LANTERN, WHITE",5,2010-12-03 10:00:00,3,17850,Channel Islands
        C536368,71053,"LANTERN, WHITE",-8,2010-12-04 11:00:00,3.39,17850,United Kingdom
        C536369,71053,"LANTERN, WHITE",-8,2010-12-05 11:00:00,3.39,17850,United Kingdom
        C536369,71053,"LANTERN, WHITE",-7,2010-12-05 11:00:00,3.39,17850,United Kingdom
        C536370,21730,STAR,-1,2010-12-01 08:00:00,1.25,17850,United Kingdom
        C536371,85123A,WHITE HANGING HEART,-1,2010-12-06 11:00:00,2.55,13047,United Kingdom
        C536372,71053,"LANTERN, WHITE",-1,2010-12-06 11:00:00,3.39,,EIRE
        C536373,POST,POSTAGE,-1,2010-12-06 11:00:00,18,17850,United Kingdom
        536374,POST,POSTAGE,1,2010-12-06 11:00:00,18,17850,United Kingdom
        C536375,D,Discount,-1,2010-12-06 11:00:00,27.5,14527,United Kingdom
        536376,M,Manual,1,2010-12-06 11:00:00,1.25,17850,United Kingdom
        A563185,B,Adjust bad debt,1,2010-12-06 11:00:00,11062.06,,United Kingdom
        A563186,22423,CAKESTAND,1,2010-12-06 11:00:00,12.75,,United Kingdom
        536377,AMAZONFEE,AMAZON FEE,1,2010-12-06 11:00:00,10,,United Kingdom
        536378,gift_0001_20,Voucher,1,2010-12-06 11:00:00,20,,United Kingdom
        C536379,S,SAMPLES,-1,2010-12-06 11:00:00,12.95,,United Kingdom
        536380,PADS,PADS TO MATCH,1,2010-12-06 11:00:00,0.001,13952,United Kingdom
        536381,22423,CAKESTAND,1,2010-12-06 11:00:00,12.755,13952,United Kingdom
        536382,22423,damaged,5,2010-12-06 11:00:00,0,,United Kingdom
        536383,22423,,-5,2010-12-06 11:00:00,0,,United Kingdom
        536384,22423,CAKESTAND,0,2010-12-06 11:00:00,1,,United Kingdom
        536385,22423,CAKESTAND,1,2010-12-06 11:00:00,-3,,United Kingdom
        C536386,22423,CAKESTAND,1,2010-12-06 11:00:00,3,17850,United Kingdom
        ,22423,CAKESTAND,1,2010-12-06 11:00:00,3,,United Kingdom
        536387,,CAKESTAND,1,2010-12-06 11:00:00,3,,United Kingdom
        536388,22423,CAKESTAND,1,,3,,United Kingdom
        536389,22423,CAKESTAND,,2010-12-06 11:00:00,3,,United Kingdom
        536390,22423,CAKESTAND,1,2010-12-06 11:00:00,,,United Kingdom
        536391,22423,CAKESTAND,1.5,2010-12-06 11:00:00,3,,United Kingdom
        536392,22423,CAKESTAND,1,2010-12-06 11:00:00,free,,United Kingdom
        536393,22423,CAKESTAND,1,yesterday,3,,United Kingdom
        536394,22423,CAKESTAND,1,2010-12-06 11:00:00,3,17x,United Kingdom
        536395,$!,CAKESTAND,1,2010-12-06 11:00:00,3,,United Kingdom
        536396,22423,CAKESTAND,1,2010-12-06 11:00:00
        536397,99999,,1,2010-12-06 11:00:00,3,,United Kingdom
        536398,22423,"CAKESTAND,1,2010-12-07 10:00:00,12.75,13047,United Kingdom
        536398,22423,CAKESTAND,3,2010-12-07 10:00:00,12.75,13047.0,Unspecified
        536398,22423,"CAKESTAND",1,2010-12-07 10:01:00,12.75,99999,Unspecified

        536399,22423,CAKESTAND,1,2011-03-27 01:30:00,12.75,13047,France
        536400,22423,CAKESTAND,1,2011-06-30 23:30:00,12.75,13047,Atlantis
        """";

    /// <summary>Quantity × price of what is rejected, line by line, where both can be read.</summary>
    private const decimal RejectedValue = -27.12m - 1.25m - 2.55m - 3.39m - 18m + 18m - 27.5m + 1.25m + 11062.06m + 12.75m + 10m + 20m - 12.95m + 0.001m + 12.755m
        - 3m + 3m + 3m + 3m + 3m + 3m + 3m + 3m + 3m + 12.75m + 1m;

    private static readonly Dictionary<string, int> s_reasons = new()
    {
        ["no_sale_found"] = 4, ["fee_given_back"] = 1, ["fee_without_products"] = 1, ["discount"] = 1, ["manual_entry"] = 1, ["bad_debt"] = 1, ["not_an_invoice"] = 1, ["charges"] = 1,
        ["gift_voucher"] = 1, ["samples"] = 1, ["price_under_minor_unit"] = 1, ["fraction_of_minor_unit"] = 1, ["zero_price"] = 1, ["negative_quantity"] = 1, ["zero_quantity"] = 1,
        ["negative_price"] = 1, ["positive_cancellation"] = 1, ["missing_invoice"] = 1, ["missing_code"] = 1, ["missing_date"] = 1, ["missing_quantity"] = 1, ["missing_price"] = 1,
        ["malformed_quantity"] = 1, ["malformed_price"] = 1, ["malformed_date"] = 1, ["malformed_customer"] = 1, ["malformed_code"] = 1, ["malformed"] = 3, ["missing_description"] = 1,
        ["other_customer"] = 1, ["not_utf8"] = 1,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_kind_of_dirt_is_named_and_the_rest_becomes_a_shop_with_a_past()
    {
        var database = await TestInstallation.NewDatabase();
        var installation = await TestInstallation.Start(database);
        await using var app = installation.App;
        var path = WriteDirty();

        var (status, output, complaint) = await RetailProgram.Try(database, _folder.Path, path);
        Assert.True(status == 0, complaint);
        var figures = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement;

        Assert.Equal((48, 12, 4, 2, 6), (Number(figures, "lines"), Number(figures, "taken"), Number(figures, "products"), Number(figures, "customers"), Number(figures, "orders")));
        Assert.Equal(s_reasons.OrderBy(reason => reason.Key), figures.GetProperty("rejected").EnumerateObject().ToDictionary(reason => reason.Name, reason => reason.Value.GetInt32()).OrderBy(reason => reason.Key));
        Assert.Equal(133.01m, figures.GetProperty("takenValue").GetDecimal());
        Assert.Equal(RejectedValue, figures.GetProperty("rejectedValue").GetDecimal());
        Assert.Equal(figures.GetProperty("value").GetDecimal(), figures.GetProperty("takenValue").GetDecimal() + figures.GetProperty("rejectedValue").GetDecimal());

        var rejects = File.ReadLines(Path.Combine(_folder.Path, "imports", "dirty.csv-rejects.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(36, rejects.Count);
        Assert.Equal(
            ["11 no_sale_found", "44 malformed", "46 other_customer", "50 not_utf8", "51 malformed"],
            rejects.Select(reject => $"{Number(reject, "line")} {reject.GetProperty("reason").GetString()}").Where(line => line[..2] is "11" or "44" or "46" or "50" or "51").Order());

        using var staff = await Staff(installation);
        Assert.Equal(
            ["2010-12-01 1 19 5555", "2010-12-02 1 4 1356", "2010-12-03 1 5 1500", "2010-12-04 0 -8 -2712", "2010-12-05 0 -7 -2373", "2010-12-07 1 3 3825", "2011-03-27 1 1 1275", "2011-06-30 1 1 1275"],
            await Report(staff, "day"));
        Assert.Equal(["ZZ 2 4 5100", "JE 1 5 1500", "IE 1 4 1356", "FR 1 1 1275", "GB 1 4 470"], await Report(staff, "country"));
        Assert.Equal(["22423 3 5 6375", "85123A 1 8 2040", "71053 3 4 1161", "21730 1 1 125"], await Report(staff, "product"));
        await installation.InvariantsHold();
        await LooksLikeTheFile(installation, staff);

        var before = await RetailProgram.StateOf(installation);
        Assert.Equal(figures.GetRawText(), (await RetailProgram.Import(database, path)).GetRawText());
        Assert.Equal(before, await RetailProgram.StateOf(installation));
        Assert.True(await RetailProgram.EachWasToldOnce(installation));

        await TheShopGoesOn(installation);
        Assert.Equal(figures.GetRawText(), (await RetailProgram.Import(database, path)).GetRawText());
        await installation.InvariantsHold();
    }

    [Fact]
    public async Task A_file_that_is_cut_off_or_none_of_these_and_a_shop_of_another_currency_are_refused_in_a_sentence()
    {
        var database = await TestInstallation.NewDatabase();
        var packed = Path.Combine(_folder.Path, "cut.csv.gz");
        await using (var pack = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
        {
            await pack.WriteAsync(Encoding.UTF8.GetBytes($"{Header}\n{string.Concat(Enumerable.Range(1, 5_000).Select(number => $"{536364 + number},22423,CAKESTAND,{number},2010-12-07 10:00:00,12.75,13047,France\n"))}"));
        }

        var whole = await File.ReadAllBytesAsync(packed);
        await File.WriteAllBytesAsync(packed, whole[..(whole.Length / 2)]);
        var cut = await RetailProgram.Try(database, _folder.Path, packed);
        Assert.Equal(1, cut.Status);
        Assert.Contains("it was cut off", cut.Complaint, StringComparison.Ordinal);

        var other = Path.Combine(_folder.Path, "other.csv");
        await File.WriteAllTextAsync(other, "a;b;c\n1;2;3\n");
        var refused = await RetailProgram.Try(database, _folder.Path, other);
        Assert.Equal(1, refused.Status);
        Assert.Contains("must name the columns InvoiceNo", refused.Complaint, StringComparison.Ordinal);

        var main = await RetailProgram.Try(database, _folder.Path, WriteDirty(), "main");
        Assert.Equal(1, main.Status);
        Assert.Contains("sells in EUR", main.Complaint, StringComparison.Ordinal);

        var installation = await TestInstallation.Start(database, options => options with { RunJobs = false });
        await using var app = installation.App;
        Assert.Equal(0, await installation.Ask<long>("SELECT (SELECT count(*) FROM orders.sales_order) + (SELECT count(*) FROM catalog.product)"));
    }

    [Fact]
    public async Task An_invoice_that_comes_again_with_other_lines_leaves_the_first_one_as_it_is()
    {
        var database = await TestInstallation.NewDatabase();
        var installation = await TestInstallation.Start(database);
        await using var app = installation.App;
        const string First = $"{Header}\n536365,22423,CAKESTAND,3,2010-12-07 10:00:00,12.75,13047,France\nC536370,22423,CAKESTAND,-1,2010-12-08 10:00:00,12.75,13047,France\n";
        await RetailProgram.Import(database, Write("first.csv", First));

        // The second file goes on where the first one ends: its credit note takes back what the first one sold.
        var second = await RetailProgram.Import(
            database,
            Write(
                "second.csv",
                $"{Header}\n536365,22423,CAKESTAND,9,2010-12-07 10:00:00,12.75,13047,France\n536371,22423,CAKESTAND,1,2010-12-09 10:00:00,12.75,13047,France\n"
                + "C536370,22423,CAKESTAND,-2,2010-12-08 10:00:00,12.75,13047,France\nC536372,22423,CAKESTAND,-3,2010-12-10 10:00:00,12.75,13047,France\n"));

        Assert.Equal("""{"number_taken":2}""", second.GetProperty("rejected").GetRawText());
        Assert.Equal((2, 1), (Number(second, "taken"), Number(second, "orders")));
        Assert.Equal(3, await installation.Ask<decimal>("SELECT sum(quantity) FROM orders.imported_return_line WHERE number = 536372"));
        await installation.InvariantsHold();
        await installation.Do("UPDATE orders.imported_return_line SET quantity = quantity + 5");
        var broken = await installation.Checks.Single(check => check.Name.StartsWith("No more is given back", StringComparison.Ordinal)).FindViolations(CancellationToken.None);
        Assert.NotEmpty(broken);
    }

    [Fact]
    public async Task An_invoice_that_goes_on_long_after_it_ended_and_lines_beyond_any_invoice_cost_nothing_but_themselves()
    {
        var database = await TestInstallation.NewDatabase();
        var installation = await TestInstallation.Start(database);
        await using var app = installation.App;
        static string Line(string number, string quantity, string price) => $"{number},22423,CAKESTAND,{quantity},2010-12-07 10:00:00,{price},13047,France\n";
        var between = string.Concat(Enumerable.Range(536400, 300).Select(number => Line($"{number}", "1", "1")));
        var notesBetween = string.Concat(Enumerable.Range(537400, 300).Select(number => Line($"C{number}", "-1", "1")));

        var figures = await RetailProgram.Import(
            database,
            Write("long.csv", $"{Header}\n{Line("536365", "2", "1")}{between}{Line("536365", "1", "1")}{Line("536366", "20000000", "0.01")}{Line("536367", "2", "9000000")}"
                + $"{Line("C537000", "-1", "1")}{notesBetween}{Line("C537000", "-1", "1")}"));

        Assert.Equal("""{"number_taken":2,"too_large":2}""", Sorted(figures.GetProperty("rejected")));
        Assert.Equal((602, 301), (Number(figures, "taken"), Number(figures, "orders")));
        await installation.InvariantsHold();
    }

    private static string Sorted(JsonElement reasons) =>
        JsonSerializer.Serialize(reasons.EnumerateObject().OrderBy(reason => reason.Name, StringComparer.Ordinal).ToDictionary(reason => reason.Name, reason => reason.Value.GetInt32()));

    private static async Task LooksLikeTheFile(TestInstallation installation, HttpClient staff)
    {
        var orders = (await staff.GetJson("/v1/orders?status=completed")).Body.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["536400", "536399", "536398", "536367", "536366", "536365"], orders.Select(order => order.GetProperty("number").GetString()));
        var (first, third) = (orders[5], orders[3]);
        Assert.Equal("2010-12-01T08:26:00Z", first.GetProperty("createdAt").GetString());
        Assert.Equal("2011-06-30T22:30:00Z", orders[0].GetProperty("createdAt").GetString());
        Assert.Equal((5555, 3600, 9155), (Amount(first, "items"), Amount(first, "shipping"), Amount(first, "total")));
        Assert.Equal("17850@online-retail.invalid", first.GetProperty("customer").GetProperty("email").GetString());
        Assert.Equal("guest@online-retail.invalid", orders[4].GetProperty("customer").GetProperty("email").GetString());
        Assert.Equal(["85123A 6 255", "85123A 2 255", "71053 10 339", "21730 1 125"], first.GetProperty("lines").EnumerateArray()
            .Select(line => $"{line.GetProperty("sku").GetString()} {Number(line, "quantity")} {line.GetProperty("unitPrice").GetProperty("amount").GetInt64()}"));
        var history = (await staff.GetJson($"/v1/orders/{third.GetProperty("id").GetString()}/history")).Body.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["placed imported", "returned 5 × 71053, credit note 536368"], history.Select(entry => $"{entry.GetProperty("event").GetString()} {entry.GetProperty("detail").GetString()}"));
        Assert.Equal(409, (await staff.PostJson($"/v1/orders/{third.GetProperty("id").GetString()}/cancel", new { })).Status);

        var products = (await staff.GetJson("/v1/products?sort=name")).Body.GetProperty("items").EnumerateArray();
        Assert.Equal(["CAKESTAND 1275", "LANTERN, WHITE 339", "STAR 125", "WHITE HANGING HEART 255"], products.Select(product => $"{product.GetProperty("name").GetString()} {product.GetProperty("priceFrom").GetProperty("amount").GetInt64()}"));
        var movements = (await staff.GetJson("/v1/stock/71053/movements")).Body.GetProperty("items").EnumerateArray();
        Assert.Equal(["adjusted 38", "shipped -4"], movements.Select(movement => $"{movement.GetProperty("kind").GetString()} {Number(movement, "onHandDelta")}").Order());
        Assert.Equal(34, await installation.Ask<long>("SELECT on_hand FROM inventory.stock_level WHERE sku = '71053'"));

        using var customer = new HttpClient { BaseAddress = staff.BaseAddress };
        customer.DefaultRequestHeaders.Add("X-Shop", RetailProgram.Shop);
        Assert.Equal("users.bad_credentials", (await customer.PostJson("/v1/auth/login", new { email = "17850@online-retail.invalid", password = "a long enough passphrase" })).Code);
        Assert.Equal(0, await installation.Ask<long>($"SELECT count(*) FROM {TestInstallation.Told("users")} WHERE body ->> 'email' LIKE '%online-retail.invalid'"));
        Assert.Equal(0, await installation.Ask<long>("SELECT (SELECT count(*) FROM payments.payment) + (SELECT count(*) FROM inventory.reservation)"));
    }

    private static async Task TheShopGoesOn(TestInstallation installation)
    {
        using var guest = new HttpClient { BaseAddress = installation.App.Address };
        guest.DefaultRequestHeaders.Add("X-Shop", RetailProgram.Shop);
        var placed = await guest.PostJson("/v1/orders", OrderOf(("71053", 2)));
        Assert.Equal((201, "536401"), (placed.Status, placed.Body.GetProperty("number").GetString()));
        await installation.InvariantsHold();
    }

    private static Task<HttpClient> Staff(TestInstallation installation) => new TestShop(installation, default, RetailProgram.Shop, "GBP").OperatorHttp();

    private static async Task<IEnumerable<string>> Report(HttpClient staff, string by) =>
        (await staff.GetJson($"/v1/reports/sales?by={by}&from=2010-12-01&to=2011-12-31")).Body.GetProperty("items").EnumerateArray()
            .Select(item => $"{item.GetProperty("key").GetString()} {Number(item, "orders")} {Number(item, "units")} {item.GetProperty("revenue").GetProperty("amount").GetInt64()}");

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

    private static long Amount(JsonElement order, string name) => order.GetProperty("totals").GetProperty(name).GetProperty("amount").GetInt64();

    private string WriteDirty()
    {
        // With a mark of its encoding, line breaks of Windows, a line in another encoding, and a bad one without a line break at the end.
        var text = Encoding.UTF8.GetBytes("\uFEFF" + $"{Header}\n{Lines}\n".ReplaceLineEndings("\r\n"));
        var latin = Encoding.Latin1.GetBytes("536401,22423,CAFÉ,1,2011-07-01 10:00:00,1,,United Kingdom\r\n536402,22423,CAKE");
        var path = Path.Combine(_folder.Path, "dirty.csv");
        File.WriteAllBytes(path, [.. text, .. latin]);
        return path;
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, content);
        return path;
    }
}
