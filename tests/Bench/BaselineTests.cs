using System.Globalization;
using Kontor.Bench.Figures;
using Kontor.Bench.Load;
using Kontor.Bench.Machine;
using Kontor.Platform.Storage.Managed;
using Kontor.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kontor.Bench.Tests;

/// <summary>The scripts that stand in for those beside the checkout.</summary>
public sealed class BaselineTests
{
    [Fact]
    public async Task Each_transaction_of_the_stand_ins_is_an_order_of_two_lines_with_its_stock_and_its_event()
    {
        var home = new KontorHome(ServerFolder.Make());
        await using var postgres = await ManagedPostgres.Attach(home, NullLogger.Instance, CancellationToken.None);
        var database = new NpgsqlConnectionStringBuilder(postgres.OwnerConnectionString);
        await using (var source = NpgsqlDataSource.Create(database))
        {
            await using var tables = source.CreateCommand(OrderSql.Tables);
            await tables.ExecuteNonQueryAsync();
            var folder = Processes.FolderOf(int.Parse(File.ReadLines(Path.Combine(home.Postgres, "postmaster.pid")).First(), CultureInfo.InvariantCulture));
            var done = 0L;
            foreach (var script in (string[])[OrderSql.Statements, OrderSql.OneStatement])
            {
                var file = Path.Combine(home.Folder, "script.pgbench");
                await File.WriteAllTextAsync(file, script);
                var outcome = await PgBench.Run(folder, database, file, clients: 4, seconds: 1, Path.Combine(home.Folder, "logs"), CancellationToken.None);
                Assert.InRange(outcome.P99Ms!.Value, outcome.MedianMs!.Value, double.PositiveInfinity);
                done += outcome.Done;
            }

            await using var count = source.CreateCommand(
                "SELECT ARRAY[(SELECT count(*) FROM purchase), (SELECT count(*) / 2 FROM purchase_line), (SELECT count(*) FROM happened), (SELECT sum(held)::bigint / 2 FROM article)]");
            Assert.Equal([done, done, done, done], (long[])(await count.ExecuteScalarAsync())!);
        }

        NpgsqlConnection.ClearAllPools();
    }
}
