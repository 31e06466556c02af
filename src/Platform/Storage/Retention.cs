namespace Kontor.Platform.Storage;

/// <summary>Deletes what a service needn't keep: answers whose day is over, events that every consumer has read, marks of events that won't come again.</summary>
internal sealed class Retention(Database database, TimeProvider clock)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private const int Batch = 5_000;
    private static readonly TimeSpan s_answers = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_events = TimeSpan.FromDays(7);
    private static readonly TimeSpan s_handled = TimeSpan.FromDays(14);

    /// <summary>One clean-up, in batches so that nobody waits long for a lock or a checkpoint.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await Repeat(
            () => $"DELETE FROM idempotency_key WHERE ctid IN (SELECT ctid FROM idempotency_key WHERE created_at < {now - s_answers} LIMIT {Batch})", cancellation);
        await Repeat(
            () => $"""
                   DELETE FROM outbox WHERE ctid IN (
                       SELECT ctid FROM outbox WHERE created_at < {now - s_events}
                         AND NOT EXISTS (SELECT FROM outbox_cursor WHERE (outbox_cursor.xid, outbox_cursor.position) < (outbox.xid, outbox.position)) LIMIT {Batch})
                   """,
            cancellation);
        await Repeat(() => $"DELETE FROM inbox WHERE ctid IN (SELECT ctid FROM inbox WHERE handled_at < {now - s_handled} LIMIT {Batch})", cancellation);
    }

    private async Task Repeat(Func<Sql> deleteBatch, CancellationToken cancellation)
    {
        while (await database.AcrossShops().Execute(deleteBatch(), cancellation) == Batch)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
