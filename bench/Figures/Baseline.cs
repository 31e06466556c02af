namespace Kontor.Bench.Figures;

/// <summary>
/// What the product's orders are held against: the scripts of <c>shared/bench</c> beside the checkout, used as they are. Without them, scripts of the same shape are
/// made here, and the report says so.
/// </summary>
internal static class Baseline
{
    /// <summary>A database of its own on the product's server.</summary>
    public const string Database = "baseline";

    private static readonly string[] s_names = ["order-baseline.sql", "order-statements.pgbench", "order-one-statement.pgbench"];

    /// <summary>Makes the database and its tables.</summary>
    public static async Task<BaselineScripts> Prepare(BenchRun run, CancellationToken cancellation)
    {
        var files = s_names.Select(name => run.Settings.Shared("bench", name)).OfType<string>().ToList();
        if (files.Count < s_names.Length)
        {
            run.Results.Notes.Add("shared/bench isn't beside the checkout: B and L are generated scripts of the same shape.");
            files = await StandIn(run, cancellation);
        }

        await run.Installation.Execute("postgres", $"CREATE DATABASE {Database}", cancellation);
        await run.Installation.Execute(Database, await File.ReadAllTextAsync(files[0], cancellation), cancellation);
        return new BaselineScripts(files[1], files[2]);
    }

    private static async Task<List<string>> StandIn(BenchRun run, CancellationToken cancellation)
    {
        var files = s_names.Select(run.Installation.Home.File).ToList();
        await File.WriteAllTextAsync(files[0], OrderSql.Tables, cancellation);
        await File.WriteAllTextAsync(files[1], OrderSql.Statements, cancellation);
        await File.WriteAllTextAsync(files[2], OrderSql.OneStatement, cancellation);
        return files;
    }
}

/// <param name="Statements">B: a careful hand-written transaction, statement by statement.</param>
/// <param name="OneStatement">L: the least that one commit for each order can cost.</param>
internal sealed record BaselineScripts(string Statements, string OneStatement);
