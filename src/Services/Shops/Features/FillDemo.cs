using Google.Protobuf.WellKnownTypes;
using Kontor.Contracts.Shops.V1;
using Kontor.Platform.Rpc;
using Kontor.Platform.Storage;

namespace Kontor.Shops.Features;

/// <summary>Remembers whether a shop was filled with demo data, so that this happens once, and to its end.</summary>
internal sealed class FillDemo(Database db, TimeProvider clock)
{
    public async Task<Result<Demo>> Get(Empty request, CallContext call) =>
        await db.AcrossShops().Find<Row>($"SELECT demo_begun_at, demo_filled_at FROM shop WHERE id = {call.Shop.Value}", call.Aborted) is { } row ? row.ToDemo() : ShopsErrors.Unknown;

    public async Task<Result<Demo>> Begin(Empty request, CallContext call)
    {
        await db.AcrossShops().Execute($"UPDATE shop SET demo_begun_at = {clock.GetUtcNow()} WHERE id = {call.Shop.Value} AND demo_begun_at IS NULL", call.Aborted);
        return await Get(request, call);
    }

    public async Task<Result<EndDemoResponse>> End(Empty request, CallContext call) => new EndDemoResponse
    {
        Ended = await db.AcrossShops().Execute(
            $"UPDATE shop SET demo_filled_at = {clock.GetUtcNow()} WHERE id = {call.Shop.Value} AND demo_begun_at IS NOT NULL AND demo_filled_at IS NULL", call.Aborted) == 1,
    };

    private sealed record Row
    {
        public DateTimeOffset? DemoBegunAt { get; init; }

        public DateTimeOffset? DemoFilledAt { get; init; }

        public Demo ToDemo() => new() { BegunAt = DemoBegunAt?.ToTimestamp(), FilledAt = DemoFilledAt?.ToTimestamp() };
    }
}
