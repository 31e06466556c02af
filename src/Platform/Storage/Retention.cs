namespace Kontor.Platform.Storage;

/// <summary>Deletes what a service needn't keep: answers whose day is over. (Old events and the marks of them go by the partition, see Messaging/Partitions.cs.)</summary>
internal sealed class Retention(Database database, TimeProvider clock)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private const int Batch = 5_000;
    private static readonly TimeSpan s_answers = TimeSpan.FromHours(24);

    /// <summary>One clean-up, in batches so that nobody waits long for a lock or a checkpoint.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        while (await database.AcrossShops().Execute(
            $"DELETE FROM idempotency_key WHERE ctid IN (SELECT ctid FROM idempotency_key WHERE created_at < {now - s_answers} LIMIT {Batch})", cancellation) == Batch)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
