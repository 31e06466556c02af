using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Kontor.Contracts.Catalog.V1;
using Kontor.Contracts.Inventory.V1;
using Kontor.Host.Commands.Import;
using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Kontor.Testing;

namespace Kontor.Catalog.Tests;

public sealed class ImportFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kontor-import-").FullName;
    private readonly List<string> _shown = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_good_records_of_a_dirty_file_are_taken_and_the_others_named()
    {
        var shop = await Catalogue.NewShop("USD");
        string[] lines =
        [
            """{"name":"Mug","brand":"Acme","categories":["Home"],"price":4.99,"image":"/1.jpg","popularity":3}""",
            """{"name":"Mug","brand":"Acme","categories":["Elsewhere"],"price":7.77,"image":"/1.jpg"}""",
            "",
            """{"name":"Cup","price":1e1,"sku":"C 1"}""" + "\r",
            """{"name":"Cup""",
            "[1]",
            """{"price":2}""",
            """{"name":"  ","price":2}""",
            """{"name":"A"}""",
            """{"name":"A","price":"2"}""",
            """{"name":"A","price":-2.5}""",
            """{"name":"A","price":0}""",
            """{"name":"A","price":1e300}""",
            """{"name":"A","price":1.999}""",
            """{"name":"A","price":1,"description":7}""",
            """{"name":"A\u0000","price":1}""",
            """{"name":"A\ud800","price":1}""",
            $$"""{"name":"{{new string('x', 201)}}","price":1}""",
            """{"name":"A","price":1,"sku":"$"}""",
            """{"name":"A","price":1,"image":"javascript:alert(1)"}""",
            """{"name":"A","price":1,"categories":["a","b","c","d","e","f","g","h","i","j","k"]}""",
            $$"""{"name":"A","price":1,"description":"{{new string('x', DataFile.LongestLine)}}"}""",
            """{"name":"Glass","price":3}""",
        ];
        var (tally, created, _) = await Import(shop, Write("dirty.jsonl", "\uFEFF" + string.Join('\n', lines)));

        Assert.Equal((3L, 3L, 22L), (tally.Taken, created, tally.Lines));
        Assert.Equal(
            new Dictionary<string, long>
            {
                ["duplicate"] = 1, ["broken_json"] = 1, ["not_an_object"] = 1, ["name_missing"] = 2, ["price_missing"] = 1, ["price_not_a_number"] = 1, ["price_negative"] = 1,
                ["price_zero"] = 1, ["price_absurd"] = 1, ["price_decimals"] = 1, ["description_wrong_type"] = 1, ["name_characters"] = 1, ["broken_text"] = 1, ["name_length"] = 1,
                ["sku_invalid"] = 1, ["images_invalid"] = 1, ["categoryPath_too_deep"] = 1, ["line_too_long"] = 1,
            },
            tally.Reasons);
        Assert.Equal(17.99m, tally.TakenValue);

        var rejects = (await File.ReadAllLinesAsync(Path.Combine(_folder, "rejects.jsonl"))).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(19, rejects.Count);
        Assert.Equal(rejects.Select(Line).Order(), rejects.Select(Line));
        Assert.Contains(rejects, reject => reject.GetProperty("line").GetInt64() == 5 && reject.GetProperty("record").GetString() == """{"name":"Cup""");
        Assert.Equal(19, _shown.Count);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(Path.Combine(_folder, "rejects.jsonl")).UnixFileMode);

        var (again, _, changed) = await Import(shop, Path.Combine(_folder, "dirty.jsonl"));
        Assert.Equal((3L, 19L), (again.Taken - changed, again.Rejected));
        using var json = JsonDocument.Parse(again.ToJson());
        Assert.Equal(1, json.RootElement.GetProperty("rejected").GetProperty("duplicate").GetInt32());
        Assert.Equal(tally.TakenValue + tally.RejectedValue, json.RootElement.GetProperty("value").GetDecimal());
    }

    [Fact]
    public async Task Imported_products_can_be_sold_at_once_and_stock_is_opened_once()
    {
        var shop = await Catalogue.NewShop("USD");
        var file = Write("one.jsonl", """{"name":"Mug","price":1,"sku":"M1"}""");
        await Import(shop, file);
        await shop.Call(InventoryMethods.AdjustStock, new AdjustStockRequest { Sku = "M1", Location = "main", Delta = -40, Reason = "sold" });
        await Import(shop, file);
        var available = (await shop.Call(InventoryMethods.GetAvailability, new GetAvailabilityRequest { Skus = { "M1" } })).Value.Available;
        Assert.Equal(60, Assert.Single(available).Quantity);
    }

    [Fact]
    public async Task Prices_are_read_in_the_currency_s_own_decimals()
    {
        var shop = await Catalogue.NewShop("JPY");
        var (tally, _, _) = await Import(shop, Write("yen.jsonl", """{"name":"A","price":1200}""" + "\n" + """{"name":"B","price":12.5}"""));
        Assert.Equal((1L, 1L), (tally.Taken, tally.Reasons["price_decimals"]));
        Assert.Equal(1200, (await shop.Get("a")).PriceFrom.Amount);
    }

    [Fact]
    public async Task A_packed_file_is_told_by_its_content_and_a_broken_one_is_refused()
    {
        var shop = await Catalogue.NewShop("USD");
        var path = Path.Combine(_folder, "packed.txt");
        await using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            await packed.WriteAsync(Encoding.UTF8.GetBytes("""{"name":"Mug","price":1}"""));
        }

        Assert.Equal(1, (await Import(shop, path)).Tally.Taken);
        await File.WriteAllBytesAsync(path, [0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        await Assert.ThrowsAsync<InvalidDataException>(() => Import(shop, path));
        Assert.Equal(0, (await Import(shop, Write("empty.jsonl", ""))).Tally.Lines);
    }

    [Fact]
    public async Task Windows_letters_read_as_control_characters_are_mended()
    {
        var shop = await Catalogue.NewShop("USD");
        var (tally, _, _) = await Import(shop, Write("windows.jsonl", "{\"name\":\"Insignia\u0099 \u0093case\u0094\",\"price\":1}\n{\"name\":\"\u0081\",\"price\":1}"));
        Assert.Equal((1L, 1L), (tally.Taken, tally.Reasons["name_characters"]));
        Assert.Equal("Insignia™ “case”", Assert.Single(await shop.Search("insignia")));
    }

    [SharedDataFact("data/electronics_catalogue.jsonl.gz")]
    public async Task The_real_catalogue_is_taken_whole_and_the_second_time_changes_nothing()
    {
        var shop = await Catalogue.NewShop("USD");
        var path = SharedDataFactAttribute.PathOf("data/electronics_catalogue.jsonl.gz")!;
        var (first, created, _) = await Import(shop, path);
        Assert.Equal((3291L, 3291L, 0L), (first.Lines, created, first.Rejected));
        Assert.Equal(288_008.58m, first.TakenValue);
        var events = await shop.CountTold();

        var (second, _, changed) = await Import(shop, path);
        Assert.Equal((3291L, 0L), (second.Taken - changed, second.Rejected));
        Assert.Equal(events, await shop.CountTold());

        var chargers = await shop.All(new ListProductsRequest { Category = "cell-phones", Query = "iphone charg", Limit = 100 });
        Assert.NotEmpty(chargers);
        Assert.Equal(chargers.Count, chargers.Select(product => product.Id).Distinct().Count());
        Assert.Equal(3291, (await shop.All(new ListProductsRequest { Sort = "name", Limit = 100 })).Count);
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    private static long Line(JsonElement reject) => reject.GetProperty("line").GetInt64();

    private async Task<(ImportTally Tally, long Created, long Changed)> Import(TestShop shop, string path)
    {
        await using var file = DataFile.Open(path);
        await using var rejects = new Rejects(Path.Combine(_folder, "rejects.jsonl"), _shown.Add);
        var import = new ProductImport(
            shop.Installation.App.Client, () => new CallContext(shop.Id, Actor.System, DateTimeOffset.UtcNow.AddMinutes(1), CancellationToken.None), shop.Currency, stock: 100);
        await import.Run(file, rejects, _ => { }, CancellationToken.None);
        return (import.Tally, import.Created, import.Created + import.Updated);
    }
}
