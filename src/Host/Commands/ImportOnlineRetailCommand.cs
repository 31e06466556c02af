using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Kontor.Contracts.Shops.V1;
using Kontor.Host.Commands.Import;
using Kontor.Host.Commands.Import.Retail;
using Kontor.Platform.Storage.Managed;

namespace Kontor.Host.Commands;

/// <summary><c>kontor import online-retail</c> makes a shop with a past of a file of real invoices. Running it again changes nothing.</summary>
internal sealed class ImportOnlineRetailCommand
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    private readonly Argument<string> _file = new("FILE") { Description = "CSV, packed by gzip or not: InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID, Country." };
    private readonly Option<string> _shop = new("--shop") { Description = "The shop's handle; a shop that isn't there yet is made, in GBP.", Required = true, HelpName = "HANDLE" };
    private readonly Option<string?> _home = SharedOptions.Home();
    private readonly Option<bool> _json = SharedOptions.Json();

    public static Command Build()
    {
        var import = new ImportOnlineRetailCommand();
        var command = new Command("online-retail", "Make products, customers and past orders of a file of invoices (UCI Online Retail).") { import._file, import._shop, import._home, import._json };
        command.SetAction(parsed => Terminal.Run(cancellation => import.Run(parsed, cancellation)));
        return command;
    }

    private async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        var path = parsed.GetValue(_file)!;
        try
        {
            // Before anything is started: a name that is wrong should cost nobody a database.
            await using var file = DataFile.Open(path);
            var home = SharedOptions.HomeOf(parsed, _home);
            // With its jobs, so that the reports follow also when the shop isn't running.
            await using var session = await CommandSession.Open(home, cancellation, runJobs: true);
            var request = new CreateShopRequest { Handle = parsed.GetValue(_shop)!, Currency = RetailImport.Currency, TimeZone = UkTime.Zone };
            if (!(await ImportTarget.Shop(session, request, cancellation)).Try(out var shop, out var error))
            {
                return ImportTarget.Refuse(error.Kind == ErrorKind.Invalid ? WrongUsage : Failed, ImportTarget.Sentence(error));
            }

            if (shop.Currency != RetailImport.Currency)
            {
                return ImportTarget.Refuse(Failed, $"The shop '{shop.Handle}' sells in {shop.Currency}, the file's prices are in {RetailImport.Currency}. Import into another shop.");
            }

            await using var rejects = ImportTarget.Rejects(home, path);
            await Import(session, shop, home, file, rejects, parsed.GetValue(_json), cancellation);
            return 0;
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

    private static async Task Import(CommandSession session, Shop shop, KontorHome home, DataFile file, Rejects rejects, bool json, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var id = new ShopId(Guid.Parse(shop.Id));
        ImportTally tally = null!;
        async Task Run(Action<ImportStep> progress)
        {
            var import = new RetailImport(session.App.Client, () => session.Call(id, cancellation), file, rejects, progress);
            await import.Run(cancellation);
            tally = import.Tally;
            if (!await new ReportsFollow(session.App.Events, session.App.Options.Clock).Wait(progress, cancellation))
            {
                Terminal.Error("The reports aren't complete yet; they go on by themselves while the shop runs. See how far they are with: kontor events");
            }
        }

        if (json)
        {
            await Run(_ => { });
            Terminal.Line(tally.ToJson());
        }
        else
        {
            await ImportScreen.Show(Run);
            Summarise(tally, shop, home, rejects, Stopwatch.GetElapsedTime(started));
        }
    }

    private static void Summarise(ImportTally tally, Shop shop, KontorHome home, Rejects rejects, TimeSpan elapsed)
    {
        Terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{tally.Taken} of {tally.Lines} lines taken into '{shop.Handle}' in {elapsed.TotalSeconds:0.0} s: {tally.Orders} orders of {tally.Products} products by {tally.Customers} customers and guests, {shop.Currency} {tally.TakenValue:0.00}."));
        if (tally.Rejected > 0)
        {
            Terminal.Line($"{tally.Rejected} rejected: {string.Join(", ", tally.Reasons.Select(reason => $"{reason.Value} {reason.Key}"))}. They are in {rejects.Path}.");
        }

        Terminal.Line(home.Address is { } address
            ? $"See what was sold with: curl -H 'X-Shop: {shop.Handle}' -H 'Authorization: Bearer …' '{address}v1/reports/sales?by=country&from=2010-12-01&to=2011-12-31'"
            : $"Start the shop with ./kontor up --home '{home.Folder}', then look at /v1/orders and /v1/reports/sales with the header 'X-Shop: {shop.Handle}'.");
    }
}
