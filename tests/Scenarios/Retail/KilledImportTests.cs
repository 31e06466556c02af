using System.Globalization;
using System.Text;
using Kontor.Testing;

namespace Kontor.Scenarios.Retail;

/// <summary>An import that is killed, and killed again, against one that nobody disturbed.</summary>
[Trait("Processes", "own")]
public sealed class KilledImportTests : IDisposable
{
    private const int Invoices = 1_500;

    // Each is true from some moment of the import on. They are asked all the time, and the process dies when the answer is yes.
    private static readonly string[] s_moments =
    [
        "SELECT count(*) >= 200 FROM catalog.product",
        "SELECT count(*) >= 1 FROM orders.sales_order",
        "SELECT count(*) >= 600 FROM orders.sales_order",
        $"SELECT count(*) >= 1 FROM {TestInstallation.Told("orders")} WHERE logged",
        "SELECT count(*) >= 1 FROM reports.sale",
        "SELECT count(*) >= 1200 FROM orders.sales_order",
        "SELECT count(*) >= 1 FROM orders.imported_return",
        "SELECT count(*) >= 1 FROM inventory.stock_level",
        "SELECT count(*) >= 1 FROM reports.sale_return",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SlowFact]
    public async Task Killed_at_any_moment_and_run_again_it_comes_to_the_same_figures()
    {
        var path = Generate();
        var (calm, wild) = (await TestInstallation.NewDatabase(), await TestInstallation.NewDatabase());
        var expected = await RetailProgram.Import(calm, path);
        var kills = 0;
        foreach (var moment in s_moments)
        {
            kills += await KillAt(wild, path, moment) ? 1 : 0;
        }

        Assert.True(kills >= s_moments.Length / 2, $"It was killed {kills} times only.");
        var figures = await RetailProgram.Import(wild, path);

        Assert.Equal(expected.GetRawText(), figures.GetRawText());
        var undisturbed = await TestInstallation.Start(calm, options => options with { RunJobs = false });
        await using var first = undisturbed.App;
        var disturbed = await TestInstallation.Start(wild, options => options with { RunJobs = false });
        await using var second = disturbed.App;
        Assert.Equal(await RetailProgram.StateOf(undisturbed), await RetailProgram.StateOf(disturbed));
        Assert.True(await RetailProgram.EachWasToldOnce(disturbed));
        await disturbed.InvariantsHold();
    }

    /// <returns>Whether it was killed; false when it had ended before.</returns>
    private async Task<bool> KillAt(string database, string path, string moment)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(database);
        using var process = RetailProgram.Launch(database, _folder.Path, path);
        var outputs = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        while (!process.HasExited && !await Holds(source, moment))
        {
            await Task.Delay(5);
        }

        var killed = !process.HasExited;
        process.Kill();
        await process.WaitForExitAsync();
        await outputs;
        return killed;
    }

    private static async Task<bool> Holds(Npgsql.NpgsqlDataSource source, string moment)
    {
        await using var command = source.CreateCommand(moment);
        try
        {
            return (bool)(await command.ExecuteScalarAsync())!;
        }
        catch (Npgsql.PostgresException exception) when (exception.SqlState is Npgsql.PostgresErrorCodes.UndefinedTable or Npgsql.PostgresErrorCodes.InvalidSchemaName)
        {
            // The tables aren't made yet.
            return false;
        }
    }

    /// <summary>A year of invoices and credit notes, the same each time: some of what is given back was never bought.</summary>
    private string Generate()
    {
        var random = new Random(20_101_201);
        var text = new StringBuilder("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
        var at = new DateTime(2010, 12, 1, 8, 0, 0);
        for (var number = 1; number <= Invoices; number++)
        {
            at = at.AddMinutes(random.Next(0, 400));
            var isCancellation = random.Next(6) == 0;
            var customer = random.Next(4) == 0 && !isCancellation ? "" : (12_000 + random.Next(120)).ToString(CultureInfo.InvariantCulture);
            for (var lines = random.Next(1, isCancellation ? 4 : 25); lines > 0; lines--)
            {
                var code = 20_000 + (int)(600 * random.NextDouble() * random.NextDouble());
                text.Append(CultureInfo.InvariantCulture, $"{(isCancellation ? "C" : "")}{536_000 + number},{code},PRODUCT {code},{(isCancellation ? -1 : 1) * random.Next(1, 20)},{at:yyyy-MM-dd HH:mm:ss},{code % 97}.5,{customer},{(random.Next(9) == 0 ? "France" : "United Kingdom")}\n");
            }
        }

        var path = Path.Combine(_folder.Path, "generated.csv");
        File.WriteAllText(path, text.ToString());
        return path;
    }
}
