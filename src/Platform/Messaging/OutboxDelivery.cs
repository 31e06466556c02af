using Kontor.Platform.Identity;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;
using Kontor.Platform.Telemetry;
using Microsoft.Extensions.Logging;

namespace Kontor.Platform.Messaging;

/// <summary>A consumer's handler for one type of event.</summary>
/// <param name="Consumer">Its declared name.</param>
/// <param name="Topic">The topic it reads, which is named after the producing service.</param>
/// <param name="EventName">The type it handles.</param>
/// <param name="Handle">Handles one delivery; throws to have it delivered again.</param>
internal sealed record Subscription(string Consumer, string Topic, string EventName, Func<Guid, string, CallContext, Task> Handle);

/// <summary>
/// Hands one service's events to the consumers in this process, in the order of their transactions, at least once. A consumer that fails sees the same event again
/// and holds back nobody else. One replica delivers to a consumer at a time; the inbox row makes a second delivery harmless.
/// </summary>
internal sealed class OutboxDelivery(Database producer, Subscription subscription, TimeProvider clock, ILogger logger)
{
    private const int PageSize = 200;

    /// <summary>Delivers what is there.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var consumer = subscription.Consumer;
        var cursor = await producer.AcrossShops().Find<Cursor>(
            $"""
            WITH made AS (INSERT INTO outbox_cursor (consumer, xid, position) VALUES ({consumer}, '0', 0) ON CONFLICT DO NOTHING)
            SELECT xid::text AS xid, position FROM outbox_cursor WHERE consumer = {consumer}
            """,
            cancellation) ?? new Cursor { Xid = "0" };
        while (true)
        {
            // Nothing at or above the oldest open transaction: it may still commit events below those that are visible now.
            // Sorted by the column: the bare name would be the text that is selected, in which 1000 comes before 999.
            var events = await producer.AcrossShops().List<Row>(
                $"""
                SELECT xid::text AS xid, position, shop_id, event_id, type, body FROM outbox
                WHERE (xid, position) > ({cursor.Xid}::xid8, {cursor.Position}) AND xid < pg_snapshot_xmin(pg_current_snapshot())
                ORDER BY outbox.xid, position LIMIT {PageSize}
                """,
                cancellation);
            if (events.Count == 0)
            {
                return;
            }

            foreach (var row in events.Where(row => row.Type == subscription.EventName))
            {
                await Deliver(row, cancellation);
            }

            cursor = new Cursor { Xid = events[^1].Xid, Position = events[^1].Position };
            await producer.AcrossShops().Execute($"UPDATE outbox_cursor SET xid = {cursor.Xid}::xid8, position = {cursor.Position} WHERE consumer = {consumer}", cancellation);
        }
    }

    private async Task Deliver(Row row, CancellationToken cancellation)
    {
        var wait = TimeSpan.FromMilliseconds(100);
        while (true)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(TimeSpan.FromSeconds(30));
            var call = new CallContext(new ShopId(row.ShopId), Actor.System, clock.GetUtcNow() + TimeSpan.FromSeconds(30), patience.Token);
            try
            {
                await subscription.Handle(row.EventId, row.Body, call);
                Count(row, "ok");
                return;
            }
#pragma warning disable CA1031 // A handler's bug must not end the delivery; it is logged and tried again.
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Count(row, "failed");
                logger.LogError(exception, "{Consumer} failed on event {EventId} ({Type}); it is delivered again in {Wait}.", subscription.Consumer, row.EventId, row.Type, wait);
                await Task.Delay(wait, clock, cancellation);
                wait = wait < TimeSpan.FromSeconds(30) ? wait * 2 : wait;
            }
        }
    }

    private void Count(Row row, string outcome) =>
        KontorTelemetry.EventsHandled.Add(1, new("consumer", subscription.Consumer), new("type", row.Type), new("outcome", outcome));

    private sealed record Cursor
    {
        public required string Xid { get; init; }

        public long Position { get; init; }
    }

    private sealed record Row
    {
        public required string Xid { get; init; }

        public required long Position { get; init; }

        public required Guid ShopId { get; init; }

        public required Guid EventId { get; init; }

        public required string Type { get; init; }

        public required string Body { get; init; }
    }
}
