using Kontor.Platform.Storage;

namespace Kontor.Inventory.Jobs;

/// <summary>
/// Forgets requests for stock that nobody repeats any more, before the answers to the orders that they were for are forgotten, which is after a day: a key that is free again must find nothing.
/// </summary>
internal sealed class ForgetRequests(Database database, TimeProvider clock)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private const int Batch = 5_000;
    private static readonly TimeSpan s_life = TimeSpan.FromHours(23);

    /// <summary>In batches, so that nobody waits long for a lock or a checkpoint.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow() - s_life;
        while (await database.AcrossShops().Execute($"DELETE FROM request WHERE ctid IN (SELECT ctid FROM request WHERE created_at < {before} LIMIT {Batch})", cancellation) == Batch)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
