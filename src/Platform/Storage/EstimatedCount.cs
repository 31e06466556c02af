using System.Text.Json;

namespace Kontor.Platform.Storage;

/// <summary>Totals for lists. Counting everything would read everything, so far up the planner's guess must do.</summary>
public static class EstimatedCount
{
    private const int MostCounted = 10_000;

    /// <summary>How many rows a query has: exactly up to 10,000, about right beyond.</summary>
    /// <param name="scope">Whose rows.</param>
    /// <param name="rows">The query, without order and limit.</param>
    /// <param name="aborted">Gives up.</param>
    public static async Task<long> Estimate(this DatabaseScope scope, Sql rows, CancellationToken aborted)
    {
        var counted = await scope.Find<long>($"SELECT count(*) FROM ({rows} LIMIT {MostCounted + 1}) AS counted", aborted);
        if (counted <= MostCounted)
        {
            return counted;
        }

        var plan = await scope.Find<string>($"EXPLAIN (FORMAT JSON) {rows}", aborted);
        using var read = JsonDocument.Parse(plan!);
        return Math.Max(counted, (long)read.RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetDouble());
    }
}
