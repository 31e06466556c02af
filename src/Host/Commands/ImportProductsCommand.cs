using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Kontor.Contracts.Shops.V1;
using Kontor.Host.Commands.Import;
using Kontor.Platform.Storage.Managed;

namespace Kontor.Host.Commands;

/// <summary><c>kontor import products</c> makes a shop of a catalogue file. Running it again changes nothing.</summary>
internal sealed class ImportProductsCommand
{
    private const int Failed = 1;
    private const int WrongUsage = 2;
    private const int MostStock = 1_000_000;

    private readonly Argument<string> _file = new("FILE") { Description = "One JSON object a line, packed by gzip or not: name, description, brand, categories, price, image, popularity, sku." };
    private readonly Option<string> _shop = new("--shop") { Description = "The shop's handle; a shop that isn't there yet is made.", Required = true, HelpName = "HANDLE" };
    private readonly Option<string> _currency = new("--currency") { Description = "The currency of the file's prices.", DefaultValueFactory = _ => "USD", HelpName = "CODE" };
    private readonly Option<int> _stock = new("--stock") { Description = "Pieces on the shelf for products that never had stock; 0 for none.", DefaultValueFactory = _ => 100, HelpName = "N" };
    private readonly Option<string?> _home = SharedOptions.Home();
    private readonly Option<bool> _json = SharedOptions.Json();

    public static Command Build()
    {
        var import = new ImportProductsCommand();
        var command = new Command("products", "Make products of a file, so that a shop can sell them at once.") { import._file, import._shop, import._currency, import._stock, import._home, import._json };
        command.SetAction(parsed => Terminal.Run(cancellation => import.Run(parsed, cancellation)));
        return command;
    }

    private async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        var path = parsed.GetValue(_file)!;
        var currency = parsed.GetValue(_currency)!.ToUpperInvariant();
        var stock = parsed.GetValue(_stock);
        if (!Currencies.IsKnown(currency))
        {
            return ImportTarget.Refuse(WrongUsage, $"'{currency}' is no ISO 4217 currency. Use one such as USD.");
        }

        if (stock is < 0 or > MostStock)
        {
            return ImportTarget.Refuse(WrongUsage, "--stock is a number from 0 to 1000000.");
        }

        try
        {
            // Before anything is started: a name that is wrong should cost nobody a database.
            await using var file = DataFile.Open(path);
            var home = SharedOptions.HomeOf(parsed, _home);
            await using var session = await CommandSession.Open(home, cancellation);
            var made = await ImportTarget.Shop(session, new CreateShopRequest { Handle = parsed.GetValue(_shop)!, Currency = currency }, cancellation);
            if (!made.Try(out var shop, out var error))
            {
                return ImportTarget.Refuse(error.Kind == ErrorKind.Invalid ? WrongUsage : Failed, ImportTarget.Sentence(error));
            }

            if (shop.Currency != currency)
            {
                return ImportTarget.Refuse(Failed, $"The shop '{shop.Handle}' sells in {shop.Currency}. Say --currency {shop.Currency} if the file's prices are in it, or import into another shop.");
            }

            return await Import(session, shop, home, file, ImportTarget.Rejects(home, path), stock, parsed.GetValue(_json), cancellation);
        }
        catch (ImportFailedException exception)
        {
            return ImportTarget.Refuse(Failed, $"{ImportTarget.Sentence(exception.Error)} What was taken so far stays; run the import again.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            return ImportTarget.Refuse(Failed, $"'{path}' can't be read: {exception.Message} Mend the file and run the import again; what was taken so far stays.");
        }
    }

    private static async Task<int> Import(CommandSession session, Shop shop, KontorHome home, DataFile file, Rejects rejects, int stock, bool json, CancellationToken cancellation)
    {
        await using var writing = rejects;
        var started = Stopwatch.GetTimestamp();
        var id = new ShopId(Guid.Parse(shop.Id));
        var import = new ProductImport(session.App.Client, () => session.Call(id, cancellation), shop.Currency, stock);
        if (json)
        {
            await import.Run(file, rejects, _ => { }, cancellation);
            Terminal.Line(import.Tally.ToJson());
        }
        else
        {
            await ImportScreen.Show(progress => import.Run(file, rejects, progress, cancellation));
            Summarise(import, shop, home, rejects, Stopwatch.GetElapsedTime(started));
        }

        return 0;
    }

    private static void Summarise(ProductImport import, Shop shop, KontorHome home, Rejects rejects, TimeSpan elapsed)
    {
        var tally = import.Tally;
        Terminal.Line(
            $"{tally.Taken} of {tally.Lines} records taken into '{shop.Handle}' in {elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s: {import.Created} created, {import.Updated} updated, {tally.Taken - import.Created - import.Updated} unchanged.");
        if (tally.Rejected > 0)
        {
            Terminal.Line($"{tally.Rejected} rejected: {string.Join(", ", tally.Reasons.Select(reason => $"{reason.Value} {reason.Key}"))}. They are in {rejects.Path}.");
        }

        Terminal.Line(home.Address is { } address
            ? $"Look at them with: curl -H 'X-Shop: {shop.Handle}' {address}v1/products"
            : $"Start the shop with ./kontor up --home '{home.Folder}', then look at /v1/products with the header 'X-Shop: {shop.Handle}'.");
    }
}
